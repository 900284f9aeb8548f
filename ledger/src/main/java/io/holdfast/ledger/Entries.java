package io.holdfast.ledger;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the ledger row by row, as it is stored. No statement reads more than it is told to, however long the ledger is. */
public final class Entries {

    private static final String HEAD = "select position from ledger_head where id = 1";
    private static final String COLUMNS = "select " + Entry.COLUMNS + " from ledger ";
    private static final String BEHIND =
            COLUMNS + "where position > ? and position <= ? order by position fetch first ? rows only";
    private static final String OF_STREAM =
            COLUMNS + "where stream_id = ? and stream_version >= ? order by stream_version fetch first ? rows only";
    private static final String PLACE = "select position from ledger where stream_id = ? and stream_version >= ?"
            + " order by stream_version fetch first 1 rows only";

    private final JdbcClient database;
    private final Times times;

    public Entries(DataSource source) {
        this.database = JdbcClient.create(source);
        this.times = new Times(database);
    }

    /** The position of the last entry, 0 if there is none. */
    public long head() {
        return database.sql(HEAD).query(Long.class).single();
    }

    /**
     * The position as of a time: that of the last entry, in the ledger's order, whose time is not later. So one time is one
     * place for all streams. Where a clock has jumped back, entries before that place may have later times; none behind it
     * has an earlier one.
     *
     * @return 0 if every entry is later
     */
    public long positionAt(Instant time) {
        return times.positionAt(time, head());
    }

    /**
     * Entries behind a position, in order.
     *
     * @param until the last position that is wanted
     * @param limit how many at most
     */
    public List<Entry> behind(long after, long until, int limit) {
        return database.sql(BEHIND)
                .params(after, until, limit)
                .query((row, index) -> Entry.of(row))
                .list();
    }

    /**
     * Entries of a stream, in order.
     *
     * @param from the first version that is wanted
     * @param limit how many at most
     */
    public List<Entry> ofStream(String streamId, long from, int limit) {
        return database.sql(OF_STREAM)
                .params(streamId, from, limit)
                .query((row, index) -> Entry.of(row))
                .list();
    }

    /** The version after the last one that a stream had when the ledger ended there. In a few look-ups by the index. */
    public long versionsUpTo(String streamId, long position) {
        long few = 0;
        long many = 1;
        while (isUpTo(streamId, many - 1, position)) {
            few = many;
            many *= 2;
        }
        while (few < many - 1) {
            long middle = (few + many) >>> 1;
            if (isUpTo(streamId, middle - 1, position)) {
                few = middle;
            } else {
                many = middle;
            }
        }
        return few;
    }

    private boolean isUpTo(String streamId, long version, long position) {
        return database.sql(PLACE)
                .params(streamId, version)
                .query(Long.class)
                .optional()
                .filter(place -> place <= position)
                .isPresent();
    }
}
