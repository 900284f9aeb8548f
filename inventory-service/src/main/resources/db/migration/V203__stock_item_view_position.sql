-- Its position is beside it from here on. It is filled again from the first event.
delete from stock_item_view;
delete from tokens where processor = 'stock-item-view';
insert into projections (name, position) values ('stock-item-view', 0);
