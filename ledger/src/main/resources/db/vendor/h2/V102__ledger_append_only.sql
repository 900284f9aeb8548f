create trigger ledger_append_only before update, delete on ledger
  for each statement call 'io.holdfast.ledger.AppendOnly';
