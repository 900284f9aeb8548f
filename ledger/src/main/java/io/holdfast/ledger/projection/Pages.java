package io.holdfast.ledger.projection;

import io.holdfast.ledger.EventSerializer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;

/**
 * Reads the ledger's rows for one view. What it certainly does not look at the database leaves out: those types that
 * somebody knows and the view does not. A type that nobody knows is not left out.
 */
final class Pages {

    /** Positions that are read at once. */
    static final int SIZE = 10_000;

    private static final String POSITIONS =
            "select position from ledger where position > ? and position <= ? order by position";

    private final EventSerializer serializer;
    private final Set<String> others;
    private final String sql;

    Pages(View view, EventSerializer serializer) {
        this.serializer = serializer;
        this.others = serializer.namesOutside(view.families());
        this.sql = """
                select position, stream_version, recorded_at, event_type, revision, payload from ledger
                where position > ? and position <= ? %s order by position
                """.formatted(
                        others.isEmpty()
                                ? ""
                                : "and event_type not in (%s)"
                                        .formatted(String.join(", ", Collections.nCopies(others.size(), "?"))));
    }

    /**
     * The view's events behind a position up to another one, at most {@link #SIZE} on.
     *
     * @throws BrokenEvent if one cannot be read, or any of the ledger is missing
     */
    List<Happened> read(Connection connection, long after, long upTo) throws SQLException {
        requireAll(connection, after, upTo);
        try (var statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(SIZE);
            statement.setLong(1, after);
            statement.setLong(2, upTo);
            int index = 3;
            for (var other : others) {
                statement.setString(index++, other);
            }
            try (var rows = statement.executeQuery()) {
                var page = new ArrayList<Happened>();
                while (rows.next()) {
                    page.add(happened(rows));
                }
                return page;
            }
        }
    }

    private static void requireAll(Connection connection, long after, long upTo) throws SQLException {
        try (var statement = connection.prepareStatement(POSITIONS)) {
            statement.setFetchSize(SIZE);
            statement.setLong(1, after);
            statement.setLong(2, upTo);
            long expected = after + 1;
            try (var rows = statement.executeQuery()) {
                while (rows.next() && rows.getLong(1) == expected) {
                    expected++;
                }
            }
            if (expected <= upTo) {
                throw new BrokenEvent(expected, "it is missing.");
            }
        }
    }

    private Happened happened(ResultSet row) throws SQLException {
        long position = row.getLong(1);
        var type = row.getString(4);
        var event = decode(position, type, row.getString(5), row.getString(6));
        if (event instanceof UnknownSerializedType) {
            throw new BrokenEvent(position, "its type %s is unknown.".formatted(type));
        }
        return new Happened(position, row.getLong(2), time(position, row.getString(3)), event);
    }

    private static Instant time(long position, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BrokenEvent(position, "its time cannot be read: " + text, e);
        }
    }

    private Object decode(long position, String type, String revision, String payload) {
        try {
            return serializer.deserialize(new SimpleSerializedObject<>(payload, String.class, type, revision));
        } catch (RuntimeException e) {
            throw new BrokenEvent(position, "it cannot be read: " + e.getMessage(), e);
        }
    }
}
