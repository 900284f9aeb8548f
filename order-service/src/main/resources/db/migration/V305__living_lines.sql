-- What living orders have left to ship, by line: since lines can be changed, an order may hold more of an item than it wants.
-- The reconciler's tables are filled again from the ledger, from its first event on.
drop table living_orders;
create table living_lines (
  order_id     varchar(80) not null,
  sku          varchar(64) not null,
  location     varchar(32) not null,
  left_to_ship bigint      not null,
  primary key (order_id, sku, location)
);
delete from holds;
delete from tokens where processor = 'holds';
