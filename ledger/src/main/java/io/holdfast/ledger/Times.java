package io.holdfast.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.DateTimeUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the place in the ledger as of a time. Times mostly grow with the position, but clocks jump back and processes differ
 * by milliseconds, so a binary search could find any of several places. Instead the ledger is looked at in blocks, from its
 * end back to the first block that has a time early enough. What the earliest time in a full block is never changes, so it
 * is read once and kept: about 100 bytes for {@value #BLOCK} entries. An index would find it too, and cost every append.
 */
final class Times {

    /** Entries of a block. */
    static final long BLOCK = 8_192;

    private static final String EARLIEST = "select min(recorded_at) from ledger where position > ? and position <= ?";
    private static final String LAST = """
            select coalesce(max(position), 0) from ledger where position > ? and position <= ? and recorded_at <= ?
            """;

    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final JdbcClient database;
    private final Map<Long, String> earliest = new ConcurrentHashMap<>();

    Times(JdbcClient database) {
        this.database = database;
    }

    /** The position of the last entry whose time is not later, 0 if there is none. */
    long positionAt(Instant time, long head) {
        if (time.isBefore(Instant.EPOCH)) {
            return 0; // such times have a text that cannot be compared
        }
        if (time.isAfter(LAST_TIME)) {
            return head; // the same
        }
        var text = DateTimeUtils.formatInstant(time);
        for (long block = (head - 1) / BLOCK; head > 0 && block >= 0; block--) {
            long after = block * BLOCK;
            long until = Math.min(head, after + BLOCK);
            if (earliest(block, after, until).compareTo(text) <= 0) {
                return database.sql(LAST)
                        .params(after, until, text)
                        .query(Long.class)
                        .single();
            }
        }
        return 0;
    }

    private String earliest(long block, long after, long until) {
        if (until - after < BLOCK) {
            return read(after, until);
        }
        return earliest.computeIfAbsent(block, full -> read(after, until));
    }

    private String read(long after, long until) {
        return database.sql(EARLIEST).params(after, until).query(String.class).single();
    }
}
