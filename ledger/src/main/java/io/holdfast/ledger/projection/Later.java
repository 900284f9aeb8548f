package io.holdfast.ledger.projection;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Commits that do not wait for the disk. A view may: what a crash takes of it, it takes of its position too, and the ledger
 * has it still, since PostgreSQL's log comes back as a beginning of what was written to it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/wal-async-commit.html">PostgreSQL, Asynchronous Commit</a>
 */
final class Later {

    private Later() {}

    /** For the transaction that the connection is in, and for no other. On H2 no commit waits: the ledger syncs by itself. */
    static void reachesTheDisk(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("set local synchronous_commit to off");
        }
    }
}
