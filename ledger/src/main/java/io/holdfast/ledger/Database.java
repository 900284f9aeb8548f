package io.holdfast.ledger;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database underneath, as far as it matters which one it is: what it takes to lose nothing. */
sealed interface Database {

    /**
     * Refuses settings under which acknowledged events could be lost.
     *
     * @throws UnsafeDatabase with what to change
     */
    void requireSafe();

    /** Returns when everything that was committed survives a power cut. */
    void sync();

    /** Locks between the processes that use it. */
    Locks locks();

    /** Finds out which database it is. */
    static Database behind(DataSource source) {
        var jdbc = new JdbcTemplate(source);
        try (var connection = source.getConnection()) {
            return switch (name(connection)) {
                case "H2" -> new H2(jdbc);
                case "PostgreSQL" -> new PostgreSql(jdbc);
                default ->
                    throw new UnsafeDatabase(
                            "The ledger is kept on H2 or PostgreSQL, not on %s.".formatted(name(connection)),
                            "Set spring.datasource.url to one of them.");
            };
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer.", e);
        }
    }

    private static String name(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName();
    }

    /**
     * In the process. It writes a commit at once if it is told to, but leaves it to the system when it reaches the
     * disk.
     */
    record H2(JdbcTemplate jdbc) implements Database {

        private static final int DEFAULT_RETENTION_MILLIS = 45_000;

        @Override
        public void requireSafe() {
            if (setting("WRITE_DELAY") != 0) {
                throw new UnsafeDatabase(
                        "H2 writes commits with a delay of %d ms: kill -9 loses them."
                                .formatted(setting("WRITE_DELAY")),
                        "Add ;WRITE_DELAY=0 to the URL of the database.");
            }
            if (setting("RETENTION_TIME") < DEFAULT_RETENTION_MILLIS) {
                throw new UnsafeDatabase(
                        "H2 overwrites what it has not needed for %d ms: a power cut loses data."
                                .formatted(setting("RETENTION_TIME")),
                        "Take RETENTION_TIME out of the URL of the database, or set it to 45000.");
            }
            var path = jdbc.queryForObject("call database_path()", String.class);
            if (path != null && !path.startsWith(FilePathJournaled.SCHEME + ":")) {
                throw new UnsafeDatabase(
                        "H2 by itself relies on the order in which it writes: a power cut loses data.",
                        "Set --holdfast.data=<folder> instead of spring.datasource.url.");
            }
        }

        /**
         * Under the lock of the store. CHECKPOINT SYNC takes none: then another session may be half way through a
         * commit, and it is its first half that is on the disk (see {@link JournaledFile}). It would also write what others
         * have not committed yet; without a write delay all that was committed is in the file.
         */
        @Override
        public void sync() {
            jdbc.execute((Connection connection) -> {
                var store = store(connection);
                store.executeFilestoreOperation(store::sync);
                return true;
            });
        }

        @Override
        public Locks locks() {
            return Locks.NONE;
        }

        private static MVStore store(Connection connection) throws SQLException {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return session.getDatabase().getStore().getMvStore();
        }

        private int setting(String name) {
            var value = jdbc.queryForList(
                    "select setting_value from information_schema.settings where setting_name = ?",
                    Integer.class,
                    name);
            return value.isEmpty() ? DEFAULT_RETENTION_MILLIS : value.getFirst();
        }
    }

    /** A server. Its commit is on disk when it returns, unless it was told otherwise. */
    record PostgreSql(JdbcTemplate jdbc) implements Database {

        @Override
        public void requireSafe() {
            requireOn("fsync");
            requireOn("full_page_writes");
            requireOn("synchronous_commit");
        }

        @Override
        public void sync() {
            // done with the commit
        }

        @Override
        public Locks locks() {
            return new AdvisoryLocks(requireNonNull(jdbc.getDataSource()));
        }

        private void requireOn(String setting) {
            if ("off".equals(jdbc.queryForObject("show " + setting, String.class))) {
                throw new UnsafeDatabase(
                        "PostgreSQL runs with %s=off: a crash loses acknowledged events.".formatted(setting),
                        "Set %s = on in postgresql.conf.".formatted(setting));
            }
        }
    }
}
