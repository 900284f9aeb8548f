package io.holdfast.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's session-level advisory locks, all on one connection that is kept for them. They belong to the server's
 * session: when the process dies the server sees the connection end and frees them, and when the connection breaks they are
 * lost, whatever this process believes; so a lock remembers which session it is of.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">PostgreSQL, Advisory Locks</a>
 */
final class AdvisoryLocks implements Locks {

    private static final Logger LOG = LoggerFactory.getLogger(AdvisoryLocks.class);

    /** A server that does not answer a lock in this time is away: a caller is not to wait for it. */
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource source;
    private @Nullable Connection session;
    private long sessions;

    AdvisoryLocks(DataSource source) {
        this.source = source;
    }

    /** Locks of different names may collide, one time in 2^64: then one of them has to wait for nothing. */
    @Override
    public synchronized Optional<Lock> tryLock(String name) {
        long number = number(name);
        boolean fresh = session == null;
        try {
            return lock(number);
        } catch (SQLException broken) {
            endSession();
            if (fresh) {
                throw new EventStoreException("Cannot claim an operation.", broken);
            }
        }
        return tryLock(name); // on a new session
    }

    private Optional<Lock> lock(long number) throws SQLException {
        var on = session;
        if (on == null) {
            on = source.getConnection();
            on.setNetworkTimeout(Runnable::run, PATIENCE_SECONDS * 1_000);
            session = on;
            sessions++;
        }
        return call(on, "select pg_try_advisory_lock(?)", number)
                ? Optional.of(new SessionLock(number, sessions))
                : Optional.empty();
    }

    private synchronized boolean isAlive(long which) {
        try {
            return session != null && sessions == which && session.isValid(PATIENCE_SECONDS);
        } catch (SQLException broken) {
            return false;
        }
    }

    private synchronized void unlock(long number, long which) {
        if (session == null || sessions != which) {
            return; // it went with its session
        }
        try {
            call(session, "select pg_advisory_unlock(?)", number);
        } catch (SQLException broken) {
            LOG.debug("The session of the claims has ended.", broken);
            endSession();
        }
    }

    private static boolean call(Connection on, String function, long number) throws SQLException {
        try (var statement = on.prepareStatement(function)) {
            statement.setLong(1, number);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** Never back into the pool: whatever is still locked has to end with the connection. */
    private void endSession() {
        var ended = session;
        session = null;
        if (ended != null) {
            try (ended) {
                ended.abort(Runnable::run);
            } catch (SQLException gone) {
                LOG.debug("The session of the claims had ended before.", gone);
            }
        }
    }

    @Override
    public synchronized void close() {
        endSession();
    }

    private static long number(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class SessionLock implements Lock {

        private final long number;
        private final long which;

        SessionLock(long number, long which) {
            this.number = number;
            this.which = which;
        }

        @Override
        public boolean isHeld() {
            return isAlive(which);
        }

        @Override
        public void close() {
            unlock(number, which);
        }
    }
}
