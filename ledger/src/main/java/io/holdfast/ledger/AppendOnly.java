package io.holdfast.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** Refuses to change or remove events. H2 makes one by the name in the schema and calls it for every such statement. */
public final class AppendOnly implements Trigger {

    /** What PostgreSQL's trigger answers too. */
    static final String SQLSTATE = "HF001";

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("The ledger is append-only.", SQLSTATE);
    }
}
