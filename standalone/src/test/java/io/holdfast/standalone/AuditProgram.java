package io.holdfast.standalone;

import io.holdfast.ledger.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code audit ...} on the command line, as a process of its own. */
final class AuditProgram {

    private AuditProgram() {}

    /** How it ended, and what it printed to both streams together. */
    record Result(int code, String text) {}

    /** Runs it on the database that belongs to a folder. No service may use that, if it is an embedded one. */
    static Result run(Path data, String command, String... options) {
        return run(List.of(), data, command, options);
    }

    /** The same where nothing temporary can be written. */
    static Result withoutTemporaryFolder(Path data, String command) {
        return run(List.of("-Djava.io.tmpdir=/nowhere"), data, command);
    }

    private static Result run(List<String> jvm, Path data, String command, String... options) {
        var database = TestDatabase.of(data);
        var line = Program.java(jvm.toArray(String[]::new));
        line.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), StandaloneApplication.class.getName(), "audit", command));
        line.addAll(
                switch (database.kind()) {
                    case H2 -> List.of("--data=" + data);
                    case POSTGRES -> List.of("--url=" + database.url(), "--user=" + database.user());
                });
        line.addAll(List.of(options));
        var process = new ProcessBuilder(line).redirectErrorStream(true);
        process.environment().put("HOLDFAST_DB_PASSWORD", database.password());
        try {
            var running = process.start();
            var text = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(running.waitFor(), text);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
