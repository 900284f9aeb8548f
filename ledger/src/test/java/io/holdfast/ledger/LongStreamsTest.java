package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thousandth event of a stream costs what the tenth did. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongStreamsTest {

    static final int EVENTS = 2_000;

    @TempDir
    Path folder;

    TestDatabase database;

    @BeforeEach
    void empty() {
        database = TestDatabase.of(folder);
    }

    @Test
    void a_long_stream_is_read_from_a_snapshot_and_the_few_events_after_it() {
        try (var node = new Node(database)) {
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
        try (var node = new Node(database)) {
            count(node);
            awaitLastSnapshot(node);
            var before = node.lookUps();
            assertThat(before).as("the first command had to look").isPositive();
            node.increment("a");
            assertThat(node.lookUps()).as("no look-up for one more command").isEqualTo(before);
        }
    }

    @Test
    void another_node_that_loads_the_snapshot_goes_on_where_the_stream_is() {
        try (var node = new Node(database)) {
            count(node);
            awaitLastSnapshot(node);
        }
        try (var restarted = new Node(database)) {
            assertThat(restarted.increment("a")).isEqualTo(EVENTS + 1);
        }
    }

    @Test
    void a_snapshot_that_cannot_be_read_is_no_snapshot() {
        try (var node = new Node(database)) {
            count(node);
            awaitLastSnapshot(node);
        }
        try (var restarted = new Node(database)) {
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
}
