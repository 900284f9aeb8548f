package io.holdfast.ledger;

import java.sql.SQLException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/**
 * Tells a lost race from a broken database, by SQLSTATE: class 23 is a unique key that somebody else took first, class
 * 40 a transaction that the database rolled back in favour of another one. In both cases nothing was stored.
 *
 * <p>Axon's own resolver recognises neither H2's nor PostgreSQL's exceptions, because the driver wraps them in a batch
 * exception whose cause or next exception is the interesting one.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">SQLSTATE classes</a>
 */
final class LostRaces implements PersistenceExceptionResolver {

    @Override
    public boolean isDuplicateKeyViolation(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && anyInChain(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyInChain(SQLException first) {
        for (SQLException next = first; next != null; next = next.getNextException()) {
            if (isLostRace(next.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLostRace(@Nullable String state) {
        return state != null && (state.startsWith("23") || state.startsWith("40"));
    }
}
