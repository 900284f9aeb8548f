package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows of a ledger of some blocks, whose clock trembles all the time and has jumped back twice, once across a block's end. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EntriesTest {

    static final long ENTRIES = 3 * Times.BLOCK + 500;
    static final long STREAMS = 7;
    static final Instant START = Instant.parse("2026-03-03T12:00:00Z");
    static final List<Long> HOLES = List.of(1L, 2L, 5L, 6L, 300L);
    static final Random RANDOM = new Random(5);

    @TempDir
    static Path folder;

    static Node node;
    static Entries entries;
    static List<Instant> times = new ArrayList<>();

    @BeforeAll
    static void fill() {
        node = new Node(TestDatabase.of(folder));
        var source = node.bean(DataSource.class);
        entries = new Entries(source);
        LongStream.rangeClosed(1, ENTRIES).forEach(position -> times.add(time(position)));
        var rows = LongStream.rangeClosed(1, ENTRIES).mapToObj(position -> new Object[] {
            position,
            "stream-" + position % STREAMS,
            (position - (position % STREAMS == 0 ? STREAMS : position % STREAMS)) / STREAMS,
            DateTimeUtils.formatInstant(times.get((int) position - 1))
        });
        var behind = new AtomicLong(ENTRIES + 100);
        var holes = HOLES.stream().map(version ->
                new Object[] {behind.incrementAndGet(), "holes", version, DateTimeUtils.formatInstant(START)});
        var jdbc = new JdbcTemplate(source);
        node.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        all -> jdbc.batchUpdate("""
                insert into ledger (position, stream_id, stream_version, stream_type, event_id, event_type, recorded_at,
                    payload, metadata, hash)
                values (?, ?, ?, 'Some', 'id', 'Thing', ?, '{}', '{}', 'hash')
                """, Stream.concat(rows, holes).toList()));
        jdbc.update("update ledger_head set position = ?", ENTRIES);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Instant time(long position) {
        var jumps = Duration.ofHours(position > Times.BLOCK - 100 ? -1 : 0)
                .plusMinutes(position > 2 * Times.BLOCK + 3_000 ? -20 : 0);
        return START.plusSeconds(position).plus(jumps).plusMillis(RANDOM.nextInt(3_000));
    }

    @Test
    void a_time_is_the_place_of_the_last_entry_that_is_not_later() {
        for (int i = 0; i < 200; i++) {
            var time = START.plusSeconds(RANDOM.nextLong(ENTRIES + 7_200) - 3_600);
            long last = LongStream.rangeClosed(1, ENTRIES)
                    .filter(position -> !times.get((int) position - 1).isAfter(time))
                    .max()
                    .orElse(0);
            assertThat(entries.positionAt(time)).as("%s", time).isEqualTo(last);
        }
    }

    @Test
    void a_time_before_or_after_all_others_is_the_beginning_or_the_end() {
        for (var time : List.of(Instant.MIN, Instant.EPOCH, START.minusSeconds(86_400))) {
            assertThat(entries.positionAt(time)).as("%s", time).isZero();
        }
        for (var time : List.of(START.plus(Duration.ofDays(1)), Instant.MAX)) {
            assertThat(entries.positionAt(time)).as("%s", time).isEqualTo(ENTRIES);
        }
    }

    @Test
    void a_stream_has_as_many_versions_as_it_has_entries_up_to_a_position() {
        for (int i = 0; i < 200; i++) {
            long position = i < 20 ? i : RANDOM.nextLong(ENTRIES + 10);
            long stream = RANDOM.nextLong(STREAMS);
            long expected = LongStream.rangeClosed(1, Math.min(position, ENTRIES))
                    .filter(p -> p % STREAMS == stream)
                    .count();
            assertThat(entries.versionsUpTo("stream-" + stream, position))
                    .as("stream %d at %d", stream, position)
                    .isEqualTo(expected);
        }
        assertThat(entries.versionsUpTo("nothing", ENTRIES)).isZero();
        for (int i = 0; i <= HOLES.size(); i++) {
            assertThat(entries.versionsUpTo("holes", ENTRIES + 100 + i))
                    .as("behind %d entries", i)
                    .isEqualTo(i == 0 ? 0 : HOLES.get(i - 1) + 1);
        }
    }

    @Test
    void entries_come_in_order_from_behind_a_position_up_to_another_one() {
        assertThat(entries.behind(10, 15, 100)).extracting(Entry::position).containsExactly(11L, 12L, 13L, 14L, 15L);
        assertThat(entries.behind(10, ENTRIES, 2)).extracting(Entry::position).containsExactly(11L, 12L);
        assertThat(entries.behind(ENTRIES, ENTRIES + 5, 2)).isEmpty();
        assertThat(entries.ofStream("stream-3", 1, 2))
                .extracting(Entry::position)
                .containsExactly(10L, 17L);
    }
}
