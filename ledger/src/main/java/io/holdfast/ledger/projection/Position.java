package io.holdfast.ledger.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How far a view is, kept beside its tables and changed with them in one transaction. Its row is also the lock: whoever
 * changes the tables locks it first, so that among all processes one at a time does, and the next one goes on as soon as
 * it commits, or dies.
 */
record Position(String view) {

    /** PostgreSQL's lock_timeout, and H2's. */
    private static final Set<String> WAITED_TOO_LONG = Set.of("55P03", "HYT00");

    private static final String READ = "select position from projections where name = ?";
    private static final String LOCK = READ + " for update";
    private static final String MOVE = "update projections set position = ? where name = ?";

    long read(Connection connection) throws SQLException {
        return query(connection, READ);
    }

    /**
     * Reads it and keeps others from the view until the transaction ends; nothing if somebody else keeps it for longer than
     * the database lets anybody wait.
     */
    OptionalLong lock(Connection connection) throws SQLException {
        try {
            return OptionalLong.of(query(connection, LOCK));
        } catch (SQLException e) {
            if (WAITED_TOO_LONG.contains(Objects.requireNonNullElse(e.getSQLState(), ""))) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    void move(Connection connection, long position) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE)) {
            statement.setLong(1, position);
            statement.setString(2, view);
            statement.executeUpdate();
        }
    }

    private long query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, view);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("The view %s is not in the table projections.".formatted(view));
                }
                return row.getLong(1);
            }
        }
    }
}
