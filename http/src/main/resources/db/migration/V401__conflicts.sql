-- Commands that were refused and left no event. Not a part of the ledger: the oldest rows are removed by age and by count.
create table conflicts (
  id          uuid          not null primary key, -- version 7, so it begins with the time
  actor       varchar(100)  not null,
  request     varchar(400)  not null,
  status      smallint      not null,
  kind        varchar(40)   not null,
  detail      varchar(1000) not null,
  facts       varchar       not null,
  correlation varchar(36)   not null
);
create index conflicts_actor on conflicts (actor, id);
create index conflicts_kind on conflicts (kind, id);

-- What each of them was about: articles and orders.
create table conflict_subjects (
  conflict_id uuid        not null,
  kind        varchar(5)  not null,
  subject     varchar(80) not null,
  primary key (conflict_id, kind, subject)
);
create index conflict_subjects_found on conflict_subjects (kind, subject, conflict_id);
