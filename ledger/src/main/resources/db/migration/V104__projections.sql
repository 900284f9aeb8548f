-- How far each view of the ledger is: its tables follow from the events up to there. Whoever changes them locks the row
-- first and moves the position in the same transaction. Each service adds a row for each of its views.
create table projections (
  name     varchar(80) not null primary key,
  position bigint      not null
);
