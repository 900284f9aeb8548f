-- What hashes in the ledger are made with, so that nobody who has only the ledger can guess what was hashed. One row, drawn
-- at the first start; whoever loses it can no longer tell a repeated request from another one with the same key.
create table pepper (
  id    smallint    not null primary key check (id = 1),
  bytes varchar(64) not null
);
