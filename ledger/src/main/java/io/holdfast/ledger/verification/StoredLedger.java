package io.holdfast.ledger.verification;

import io.holdfast.ledger.Chain;
import io.holdfast.ledger.Entries;
import io.holdfast.ledger.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A ledger as it is stored, and where it ends. Holds a connection only while it reads a page. */
public final class StoredLedger {

    /** In one statement, so that all of it is from the same moment. */
    private static final String END = """
            select (select max(position) from ledger), (select position from ledger_head where id = 1),
                (select hash from ledger_head where id = 1)
            """;

    private static final String LAST_VERSION = """
            select stream_version from ledger where stream_id = ? and position <= ?
            order by stream_version desc fetch first 1 rows only
            """;

    private static final int STREAM_PAGE = 500;

    private final Entries entries;
    private final JdbcTemplate database;

    public StoredLedger(DataSource database) {
        this.entries = new Entries(database);
        this.database = new JdbcTemplate(database);
    }

    /**
     * Where the ledger ends.
     *
     * @param last the highest position of a row, 0 if there is none
     * @param headPosition what the head row says; null if there is no such row
     * @param headHash the same
     */
    record End(
            long last,
            @Nullable Long headPosition,
            @Nullable String headHash) {}

    End end() {
        return database.query(END, row -> {
            row.next();
            long last = row.getLong(1);
            long head = row.getLong(2);
            return new End(last, row.wasNull() ? null : head, row.getString(3));
        });
    }

    /**
     * A checkpoint of everything that there is now.
     *
     * @param now when it is taken
     * @throws IllegalStateException if the ledger does not end where its head row says, so that it is worth nothing
     */
    public Checkpoint checkpoint(Instant now) {
        var end = end();
        var hash =
                end.last() == 0 ? Chain.START : at(end.last()).map(Entry::hash).orElse("");
        if (!Objects.equals(end.headPosition(), end.last()) || !hash.equals(end.headHash())) {
            throw new IllegalStateException("The ledger does not end where its head row says: verify it.");
        }
        return new Checkpoint(end.last(), hash, now);
    }

    /** Up to so many rows behind a position, in order. */
    List<Entry> page(long after, int limit) {
        return entries.behind(after, Long.MAX_VALUE, limit);
    }

    /** The row at a position. */
    Optional<Entry> at(long position) {
        return page(position - 1, 1).stream()
                .filter(entry -> entry.position() == position)
                .findFirst();
    }

    /** The version that a stream had at a position, -1 if it had not begun. */
    long lastVersion(String stream, long position) {
        return database.queryForList(LAST_VERSION, Long.class, stream, position).stream()
                .findFirst()
                .orElse(-1L);
    }

    /** Every row of a stream that is before a position, in order of versions. */
    public void ofStream(String stream, long before, Consumer<Entry> reader) {
        var page = entries.ofStream(stream, 0, STREAM_PAGE);
        while (!page.isEmpty()) {
            for (var entry : page) {
                if (entry.position() >= before) {
                    return;
                }
                reader.accept(entry);
            }
            page = entries.ofStream(stream, page.getLast().streamVersion() + 1, STREAM_PAGE);
        }
    }
}
