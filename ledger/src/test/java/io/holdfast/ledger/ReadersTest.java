package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers see every event once, in order, whoever appends. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadersTest {

    static final int PROCESSES = 2;
    static final int EVENTS = 100_000;

    @TempDir
    Path folder;

    TestDatabase database;

    @BeforeEach
    void empty() {
        database = TestDatabase.of(folder);
    }

    @Test
    void every_process_sees_what_all_of_them_append_in_order_and_misses_nothing() throws Exception {
        var readers = new ArrayList<Path>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Void>>();
            for (int i = 0; i < PROCESSES; i++) {
                var seen = folder.resolve("seen-by-" + i);
                readers.add(seen);
                running.add(threads.submit(() -> run(seen)));
            }
            for (var process : running) {
                process.get();
            }
        }
        var check = LedgerCheck.of(database);
        assertThat(check).isEqualTo(new LedgerCheck(EVENTS, List.of()));
        var appended = appended();
        for (var seen : readers) {
            assertThat(Files.readAllLines(seen)).as(seen.toString()).isEqualTo(appended);
        }
    }

    /** A process of its own where the database allows it; H2 has one process at a time. */
    private Void run(Path seen) throws IOException, InterruptedException, ExecutionException {
        var arguments = new ArrayList<>(
                List.of(seen.toString(), Integer.toString(EVENTS / PROCESSES), Integer.toString(EVENTS)));
        arguments.addAll(database.settings());
        switch (database.kind()) {
            case H2 -> AppendAndRead.main(arguments.toArray(String[]::new));
            case POSTGRES -> {
                var command = new ArrayList<>(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendAndRead.class.getName()));
                command.addAll(arguments);
                var process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                folder.resolve(seen.getFileName() + ".log").toFile())
                        .start();
                assertThat(process.waitFor()).isZero();
            }
        }
        return null;
    }

    private List<String> appended() {
        try (var node = new Node(database)) {
            return node.database()
                    .sql("select position || ' ' || event_id from ledger order by position")
                    .query((row, index) -> row.getString(1))
                    .list();
        }
    }
}
