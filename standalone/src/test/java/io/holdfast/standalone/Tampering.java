package io.holdfast.standalone;

import io.holdfast.ledger.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes what the ledger refuses to change, as somebody would who has the rights of the database's owner. */
final class Tampering {

    private static final boolean H2 = TestDatabase.kindOfThisRun() == TestDatabase.Kind.H2;
    private static final String OFF = H2 ? "drop trigger ledger_append_only" : "alter table ledger disable trigger all";
    private static final String ON = H2
            ? "create trigger ledger_append_only before update, delete on ledger"
                    + " for each statement call 'io.holdfast.ledger.AppendOnly'"
            : "alter table ledger enable trigger all";

    private final JdbcClient database;

    private Tampering(JdbcClient database) {
        this.database = database;
    }

    static Tampering of(Service service) {
        return new Tampering(service.database());
    }

    void with(String sql) {
        database.sql(OFF).update();
        database.sql(sql).update();
        database.sql(ON).update();
    }
}
