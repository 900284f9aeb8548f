-- Who customers are. The only place for it, so that it can be erased: no event has any of this. The keys are what is
-- compared, without regard to case.
create table customers (
  customer_id  varchar(80)  not null primary key,
  email        varchar(254) not null,
  email_key    varchar(254) not null,
  username     varchar(128)  not null,
  username_key varchar(400) not null,
  constraint customers_email unique (email_key),
  constraint customers_username unique (username_key)
);

-- The open orders that have a customer, written with the event that opens or ends one. While there is a row, its customer
-- cannot be erased, and who is erased gets no row, whatever the processes know of each other.
create table customer_orders (
  order_id    varchar(80) not null primary key,
  customer_id varchar(80) not null,
  constraint customer_orders_customer foreign key (customer_id) references customers (customer_id)
);
create index customer_orders_by_customer on customer_orders (customer_id, order_id);
