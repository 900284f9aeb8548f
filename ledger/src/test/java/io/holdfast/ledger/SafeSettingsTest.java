package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program does not start where it could lose what it acknowledged, and says in a line why. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SafeSettingsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WRITE_DELAY=500                  | H2 writes commits with a delay of 500 ms: kill -9 loses them.
            DEFRAG_ALWAYS=FALSE              | H2 writes commits with a delay of 500 ms: kill -9 loses them.
            WRITE_DELAY=0;RETENTION_TIME=0   | H2 overwrites what it has not needed for 0 ms: a power cut loses data.
            WRITE_DELAY=0                    | H2 by itself relies on the order in which it writes: a power cut loses data.
            """)
    void not_on_h2_with(String settings, String why) {
        assertThat(reason("--spring.datasource.url=jdbc:h2:file:" + folder.resolve("unsafe") + ";" + settings))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
    void not_on_postgresql_without(String setting) throws IOException {
        try (var server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig(setting, "off")
                .start()) {
            assertThat(reason(
                            "--spring.profiles.active=postgres",
                            "--HOLDFAST_DB_URL=" + server.getJdbcUrl("postgres", "postgres"),
                            "--HOLDFAST_DB_USER=postgres",
                            "--HOLDFAST_DB_PASSWORD=postgres"))
                    .isEqualTo("PostgreSQL runs with %s=off: a crash loses acknowledged events.".formatted(setting));
        }
    }

    private static String reason(String... settings) {
        var failure = catchThrowable(() -> new Node(List.of(settings)).close());
        var analysis = new StartupFailures().analyze(failure);
        return analysis == null ? "no reason" : analysis.getDescription();
    }
}
