-- The one ordered log of all events. Nothing in here is ever changed or removed.
create table ledger (
  position       bigint       not null primary key,
  stream_id      varchar(160) not null,
  stream_version bigint       not null,
  stream_type    varchar(40)  not null,
  event_id       varchar(36)  not null,
  event_type     varchar(80)  not null,
  revision       varchar(20),
  recorded_at    varchar(30)  not null,
  payload        varchar      not null,
  metadata       varchar      not null,
  operation_id   varchar(200),
  hash           varchar(64)  not null,
  -- Two writers that read the same version of a stream cannot both append to it, on any number of nodes.
  constraint ledger_stream unique (stream_id, stream_version),
  -- An operation that a caller named takes effect once.
  constraint ledger_operation unique (operation_id)
);

-- Where the ledger ends. Whoever appends locks this row first: so positions have no gaps, and their order is the order of
-- the commits, across processes.
create table ledger_head (
  id       smallint    not null primary key check (id = 1),
  position bigint      not null,
  hash     varchar(64) not null
);
insert into ledger_head (id, position, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What a long stream added up to at some version: a shortcut for loading, which may be emptied at any time.
create table snapshots (
  stream_id      varchar(160) not null,
  stream_version bigint       not null,
  stream_type    varchar(40)  not null,
  event_id       varchar(36)  not null,
  event_type     varchar(160) not null,
  revision       varchar(20),
  recorded_at    varchar(30)  not null,
  payload        text         not null,
  metadata       varchar      not null,
  primary key (stream_id, stream_version)
);

-- How far each streaming processor has read.
create table tokens (
  processor  varchar(80) not null,
  segment    integer     not null,
  token      varchar,
  token_type varchar(160),
  claimed_at varchar(30),
  owner      varchar(160),
  primary key (processor, segment)
);
