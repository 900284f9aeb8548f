-- GET /inventory reads this; it can be emptied and filled again from the ledger.
create table stock_item_view (
  sku      varchar(64) not null,
  location varchar(32) not null,
  name     varchar(200),
  status   varchar(10) not null,
  on_hand  bigint      not null,
  reserved bigint      not null,
  picked   bigint      not null,
  version  bigint      not null,
  primary key (sku, location)
);
