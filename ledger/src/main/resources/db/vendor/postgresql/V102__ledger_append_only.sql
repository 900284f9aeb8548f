create function ledger_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is append-only.' using errcode = 'HF001';
end
$$;

create trigger ledger_append_only before update or delete or truncate on ledger
  for each statement execute function ledger_append_only();
