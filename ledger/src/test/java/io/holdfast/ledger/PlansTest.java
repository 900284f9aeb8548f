package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PostgreSQL keeps a plan that was made for an empty table, until something analyses the table: for a new ledger a minute,
 * in which every command reads all that is there.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledIfSystemProperty(named = "holdfast.test.database", matches = "postgres")
class PlansTest {

    /** A table of a few hundred rows is read as a whole at no greater cost. */
    static final int STREAMS = 2_000;

    @Test
    void a_new_ledger_is_not_read_as_a_whole_for_each_command(@TempDir Path folder) throws SQLException {
        try (var node = new Node(TestDatabase.of(folder))) {
            node.database()
                    .sql("alter table ledger set (autovacuum_enabled = false)")
                    .update();
            for (int i = 0; i < STREAMS; i++) {
                node.increment("counter-" + i);
            }
            tell(node);
            assertThat(rowsOfAScan(node)).as("half of them, if read as a whole").isLessThan(STREAMS / 4.0);
        }
    }

    @Test
    void nor_for_each_statement_of_a_command_line(@TempDir Path folder) {
        var database = TestDatabase.of(folder);
        try (var writable = WritableDatabase.at(database.url(), database.user(), database.password());
                var readOnly = ReadOnlyDatabase.at(database.url(), database.user(), database.password())) {
            assertThat(Stream.of(writable.source(), readOnly.source())
                            .map(JdbcClient::create)
                            .map(jdbc -> jdbc.sql("show plan_cache_mode")
                                    .query(String.class)
                                    .single()))
                    .containsExactly("force_custom_plan", "force_custom_plan");
        }
    }

    /** The server learns of what a connection did when it ends, at the latest. */
    private static void tell(Node node) throws SQLException {
        node.bean(DataSource.class)
                .unwrap(HikariDataSource.class)
                .getHikariPoolMXBean()
                .softEvictConnections();
        await().atMost(Duration.ofSeconds(30)).until(() -> statistic(node, "n_tup_ins") == STREAMS);
    }

    /** How many rows the ledger was read for, each time that it was, on average. */
    private static double rowsOfAScan(Node node) {
        return (statistic(node, "seq_tup_read") + statistic(node, "idx_tup_fetch"))
                / (statistic(node, "seq_scan") + statistic(node, "idx_scan"));
    }

    private static double statistic(Node node, String column) {
        return node.database()
                .sql("select coalesce(%s, 0) from pg_stat_user_tables where relname = 'ledger'".formatted(column))
                .query(Double.class)
                .single();
    }
}
