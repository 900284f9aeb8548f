-- Their positions are beside them from here on. They are filled again from the first event.
delete from order_view;
delete from order_line_view;
delete from holds;
delete from living_lines;
delete from tokens where processor in ('order-view', 'holds');
insert into projections (name, position) values ('order-view', 0);
insert into projections (name, position) values ('holds', 0);
