package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The thousandth event of a stream costs what the tenth did. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongStreamsTest {

    static final int EVENTS = 1_000;

    final String url = "jdbc:h2:mem:" + TimeOrderedIds.next() + ";DB_CLOSE_DELAY=-1";

    @Test
    void a_long_stream_is_read_from_a_snapshot_and_the_few_events_after_it() {
        try (var node = new Node(url)) {
            count(node);
            awaitLastSnapshot(node);
            var read = new AtomicLong();
            var recorded = node.streams().read("a", (@Nullable Long before, DomainEventMessage<?> message) -> {
                read.incrementAndGet();
                return message.getSequenceNumber();
            });
            assertThat(recorded).contains(new Recorded<>(EVENTS - 1L, EVENTS - 1L));
            assertThat(read.get()).isLessThanOrEqualTo(LedgerModules.SNAPSHOT_EVERY);
        }
    }

    @Test
    void a_busy_aggregate_is_not_read_at_all() {
        try (var node = new Node(url)) {
            node.database().sql("set query_statistics true").update();
            count(node);
            awaitLastSnapshot(node);
            var before = queries(node);
            assertThat(before).as("the first command had to look").isPositive();
            node.increment("a");
            assertThat(queries(node) - before)
                    .as("selects for one more command")
                    .isZero();
        }
    }

    @Test
    void another_node_that_loads_the_snapshot_goes_on_where_the_stream_is() {
        try (var node = new Node(url)) {
            count(node);
            awaitLastSnapshot(node);
        }
        try (var restarted = new Node(url)) {
            assertThat(restarted.increment("a")).isEqualTo(EVENTS + 1);
        }
    }

    @Test
    void a_snapshot_that_cannot_be_read_is_no_snapshot() {
        try (var node = new Node(url)) {
            count(node);
            awaitLastSnapshot(node);
        }
        try (var restarted = new Node(url)) {
            restarted
                    .database()
                    .sql("update snapshots set payload = '{\"value\":\"x\"}'")
                    .update();
            assertThat(restarted.increment("a")).isEqualTo(EVENTS + 1);
        }
    }

    private static void count(Node node) {
        for (int i = 0; i < EVENTS; i++) {
            node.increment("a");
        }
    }

    private static void awaitLastSnapshot(Node node) {
        await().untilAsserted(() -> assertThat(node.database()
                        .sql("select max(stream_version) from snapshots where stream_id = 'a'")
                        .query(Long.class)
                        .single())
                .isEqualTo(EVENTS - 1));
    }

    /** How often any statement on the ledger or the snapshots that reads one stream was executed in this database. */
    private static long queries(Node node) {
        return node.database().sql("""
                        select coalesce(sum(execution_count), 0) from information_schema.query_statistics
                        where sql_statement like 'SELECT%stream_id = ?%'
                        """).query(Long.class).single();
    }
}
