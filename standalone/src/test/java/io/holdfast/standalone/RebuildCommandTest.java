package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.audit.cli.AuditCommand;
import io.holdfast.audit.config.AuditConfiguration;
import io.holdfast.ledger.TestDatabase;
import io.holdfast.ledger.projection.Projections;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code audit rebuild}, on a database whose service does not run. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated
class RebuildCommandTest {

    @TempDir
    Path data;

    private String order;

    @BeforeEach
    void write() {
        try (var service = new Service(data)) {
            order = service.order(service.stock(5), 2);
            await().untilAsserted(() -> assertThat(
                            service.bean(Projections.class).standings())
                    .allSatisfy(view -> assertThat(view.position()).isEqualTo(3)));
        }
    }

    @Test
    void says_that_a_projection_is_equal() {
        for (var projection : List.of("stock-item-view", "order-view", "holds")) {
            assertThat(run(projection)).isEqualTo("0: %s at position 3: equal".formatted(projection));
        }
    }

    @Test
    void names_what_differs_and_puts_it_right_if_it_may() throws SQLException {
        alter("update order_view set status = 'SHIPPED'");
        var difference = "order_view {order_id=%s}: status is SHIPPED, and should be OPEN".formatted(order);
        assertThat(run("order-view", "--compare-only"))
                .isEqualTo("1: " + difference + "\norder-view at position 3: 1 row differs");
        assertThat(run("order-view"))
                .isEqualTo("0: " + difference + "\norder-view at position 3: 1 row differed and was put right");
        assertThat(run("order-view")).isEqualTo("0: order-view at position 3: equal");
    }

    @Test
    void says_if_it_could_not() throws SQLException {
        assertThat(run("nothing")).startsWith("2:");
        alter("drop table projections");
        assertThat(run("order-view")).startsWith("2:");
    }

    private void alter(String sql) throws SQLException {
        var database = TestDatabase.of(data);
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The exit code and what was printed. */
    private String run(String projection, String... options) {
        var database = TestDatabase.of(data);
        var arguments = new ArrayList<>(List.of("rebuild", projection));
        arguments.addAll(
                database.kind() == TestDatabase.Kind.H2
                        ? List.of("--data", data.toString())
                        : List.of(
                                "--url",
                                database.url() + "?password=" + database.password(),
                                "--user",
                                database.user()));
        arguments.addAll(List.of(options));
        var out = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            int code = AuditCommand.run(AuditConfiguration.types(), arguments.toArray(String[]::new));
            return code + ": " + printed.toString(StandardCharsets.UTF_8).strip();
        } finally {
            System.setOut(out);
        }
    }
}
