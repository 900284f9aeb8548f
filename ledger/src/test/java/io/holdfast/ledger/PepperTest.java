package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A secret that is drawn once for a database, whoever draws it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PepperTest {

    Node node;
    JdbcClient database;

    @BeforeEach
    void a_database_without_one(@TempDir Path folder) {
        node = new Node(TestDatabase.of(folder));
        database = node.database();
        database.sql("delete from pepper").update();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void all_who_start_at_once_have_the_same() {
        try (var starting = Executors.newVirtualThreadPerTaskExecutor()) {
            var hashes = IntStream.range(0, 16)
                    .mapToObj(
                            i -> CompletableFuture.supplyAsync(() -> hash(Pepper.keptIn(database, () -> {})), starting))
                    .toList();
            assertThat(hashes.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        }
    }

    @Test
    void it_is_on_the_disk_before_anything_is_hashed_with_it_and_stays() {
        var syncs = new AtomicInteger();
        var drawn = hash(Pepper.keptIn(database, syncs::incrementAndGet));
        assertThat(syncs).hasValue(1);
        assertThat(hash(Pepper.keptIn(database, syncs::incrementAndGet))).isEqualTo(drawn);
        assertThat(syncs).hasValue(1);
    }

    @Test
    void another_database_has_another() {
        var here = hash(Pepper.keptIn(database, () -> {}));
        database.sql("delete from pepper").update();
        assertThat(hash(Pepper.keptIn(database, () -> {}))).isNotEqualTo(here);
    }

    private static String hash(Pepper pepper) {
        return HexFormat.of().formatHex(pepper.hash().doFinal("ann@example.com".getBytes(StandardCharsets.UTF_8)));
    }
}
