package io.holdfast.ledger;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away, or full, from one that has something against a statement.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL: 08 connection, 53 resources,
 *     57P shutdown</a>
 * @see <a href="https://h2database.com/javadoc/org/h2/api/ErrorCode.html">H2: 90028 I/O, 90031, 90067, 90098, 90121</a>
 */
public final class Outage {

    private static final Set<String> H2 = Set.of("90028", "90031", "90067", "90098", "90121");

    /** Nobody else lets go of the ledger: PostgreSQL's lock_timeout, its idle_in_transaction_session_timeout, H2's. */
    private static final Set<String> STUCK = Set.of("55P03", "25P03", "HYT00");

    private Outage() {}

    /** Whether a failure comes from a database that is away or full, whatever it is wrapped in. */
    public static boolean caused(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && isOutage(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || H2.contains(state)
                        || STUCK.contains(state));
    }
}
