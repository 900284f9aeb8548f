-- GET /orders reads these two; they can be emptied and filled again from the ledger.
create table order_view (
  order_id    varchar(80) not null primary key,
  customer_id varchar(80),
  status      varchar(10) not null,
  currency    varchar(3),
  total       varchar(40),
  placed_at   timestamp(3) with time zone not null,
  hold_until  timestamp(3) with time zone,
  version     bigint      not null
);
create index order_view_customer on order_view (customer_id, order_id);
create index order_view_status on order_view (status, order_id);
create index order_view_hold on order_view (status, hold_until);

create table order_line_view (
  order_id   varchar(80) not null,
  line       integer     not null,
  sku        varchar(64) not null,
  location   varchar(32) not null,
  quantity   bigint      not null,
  shipped    bigint      not null,
  unit_price varchar(20),
  primary key (order_id, line)
);
create index order_line_view_sku on order_line_view (sku, order_id);

-- The reconciler reads these two. A hold is explained while a living order or a recorded shipment stands behind it.
create table holds (
  sku         varchar(64) not null,
  location    varchar(32) not null,
  order_id    varchar(80) not null,
  shipment_id varchar(80) not null, -- empty for a reservation
  quantity    bigint      not null,
  explained   boolean     not null,
  since       timestamp(3) with time zone not null,
  primary key (sku, location, order_id, shipment_id)
);
create index holds_unexplained on holds (explained, since);
create index holds_order on holds (order_id);
create index holds_shipment on holds (shipment_id);

create table living_orders (
  order_id     varchar(80) not null primary key,
  left_to_ship bigint      not null
);
