-- As on H2 and in Java: by code point, in whatever language the server sorts.
alter table stock_item_view
  alter column sku type varchar(64) collate "C",
  alter column location type varchar(32) collate "C";
