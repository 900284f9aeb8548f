-- By order, as they are looked up. Ids of orders grow, so that new holds lie beside each other whatever item they are of, and a
-- commit writes few pages. They are filled again from the first event.
-- Whoever adds to them has this row first.
update projections set position = 0 where name = 'holds';
drop table if exists holds; -- it may be repeated: on H2 each of these statements commits
create table holds (
  order_id    varchar(80) not null,
  sku         varchar(64) not null,
  location    varchar(32) not null,
  shipment_id varchar(80) not null, -- empty for a reservation
  quantity    bigint      not null,
  explained   boolean     not null,
  since       timestamp(3) with time zone not null,
  primary key (order_id, sku, location, shipment_id)
);
create index holds_unexplained on holds (explained, since);
delete from living_lines;
