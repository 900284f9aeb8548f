package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.ledger.Counter.Count;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions without gaps, one chain, and nothing that is ever changed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated
class AppendTest {

    TestDatabase database;

    @BeforeEach
    void empty(@TempDir Path folder) {
        database = TestDatabase.of(folder);
    }

    @Test
    void two_nodes_at_once_append_to_one_chain() throws Exception {
        int each = 200;
        try (var here = new Node(database);
                var there = new Node(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var commands = IntStream.range(0, each)
                    .boxed()
                    .flatMap(i -> Stream.of(here, there)
                            .<Callable<Long>>map(node ->
                                    () -> node.commands().send(new Count("c-" + i + node.hashCode(), 1 + i % 3))))
                    .toList();
            for (var answer : threads.invokeAll(commands)) {
                assertThat(answer.get()).isPositive();
            }
        }
        var check = LedgerCheck.of(database);
        assertThat(check.findings()).isEmpty();
        assertThat(check.events())
                .isEqualTo(2L * IntStream.range(0, each).map(i -> 1 + i % 3).sum());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger set payload = '{}' where position = 1",
                "update ledger set position = 7",
                "delete from ledger where position = 1",
                "delete from ledger",
            })
    void nothing_is_changed_or_removed(String sql) {
        try (var node = new Node(database)) {
            node.increment("a");
            assertThatThrownBy(() -> node.database().sql(sql).update())
                    .hasRootCauseInstanceOf(SQLException.class)
                    .rootCause()
                    .hasMessageContaining("The ledger is append-only.")
                    .extracting(refused -> ((SQLException) refused).getSQLState())
                    .isEqualTo(AppendOnly.SQLSTATE);
        }
        assertThat(LedgerCheck.of(database)).isEqualTo(new LedgerCheck(1, List.of()));
    }

    @Test
    void a_clock_that_jumps_back_disturbs_neither_order_nor_chain() {
        try (var node = new Node(database)) {
            node.increment("a");
            var right = GenericEventMessage.clock;
            GenericEventMessage.clock = Clock.offset(right, Duration.ofDays(-1));
            try {
                assertThat(node.increment("a")).isEqualTo(2);
            } finally {
                GenericEventMessage.clock = right;
            }
            assertThat(node.increment("a")).isEqualTo(3);
        }
        assertThat(LedgerCheck.of(database)).isEqualTo(new LedgerCheck(3, List.of()));
    }

    @Test
    void looking_up_which_streams_exist_does_not_read_all_that_exist() throws SQLException {
        int streams = 2_000;
        try (var node = new Node(database)) {
            for (int i = 0; i < streams; i++) {
                node.increment("c-" + i);
            }
        }
        assertThat(LedgerCheck.of(database)).isEqualTo(new LedgerCheck(streams, List.of()));
        assertThat(rowsReadFor("c-7", "c-8", "nobody")).isLessThan(streams / 10);
    }

    /** What the databases say that they have read: H2 counts what it scans, PostgreSQL what it threw away again. */
    private int rowsReadFor(String... streams) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var explain = connection.prepareStatement("explain analyze " + EventStorage.ABSENT)) {
            statement.execute("analyze");
            explain.setArray(1, connection.createArrayOf("varchar", streams));
            var plan = new StringBuilder();
            var lines = explain.executeQuery();
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
            var read = Pattern.compile("(?:scanCount: |actual .*rows=|Rows Removed by Filter: )(\\d+)")
                    .matcher(plan)
                    .results()
                    .map(found -> found.group(1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            assertThat(read).as(plan.toString()).isNotEmpty();
            return IntStream.of(read).sum();
        }
    }
}
