-- As on H2 and in Java: by code point, in whatever language the server sorts.
alter table order_view alter column order_id type varchar(80) collate "C";
alter table order_line_view alter column order_id type varchar(80) collate "C";
