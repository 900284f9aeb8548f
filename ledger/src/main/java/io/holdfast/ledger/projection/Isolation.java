package io.holdfast.ledger.projection;

import java.sql.Connection;
import java.sql.SQLException;

/** Levels of isolation that go by different names. */
final class Isolation {

    /** H2's own, beyond those of JDBC. */
    private static final int SNAPSHOT = 6;

    private Isolation() {}

    /** The one in which a transaction sees one moment. PostgreSQL's SERIALIZABLE does more, and no standby has it. */
    static int ofOneMoment(Connection connection) throws SQLException {
        return connection.getMetaData().supportsTransactionIsolationLevel(SNAPSHOT)
                ? SNAPSHOT
                : Connection.TRANSACTION_REPEATABLE_READ;
    }
}
