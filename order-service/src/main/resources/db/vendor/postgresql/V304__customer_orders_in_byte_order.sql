-- As on H2 and in Java: by code point, in whatever language the server sorts.
alter table customer_orders alter column order_id type varchar(80) collate "C";
