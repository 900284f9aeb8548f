package io.holdfast.standalone;

import static org.awaitility.Awaitility.await;

import io.holdfast.ledger.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The program as a process of its own, which can be killed. */
final class Program implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A JVM that is gone in seconds is there sooner without the compiler that takes its time. */
    static List<String> java(String... arguments) {
        var command = new ArrayList<>(List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        return command;
    }

    private final Process process;
    private final Path log;
    private final Http http;

    /** The packaged program. */
    static Program packaged(Path data, String... settings) {
        return new Program(Unpacked.asItIs(), data, settings);
    }

    /** The packaged program with another main class. */
    static Program packagedWith(Class<?> main, Path data, String... settings) {
        return new Program(Unpacked.with(main), data, settings);
    }

    /** Another main class, with the test's class path. */
    static Program of(Class<?> main, Path data, String... settings) {
        return new Program(List.of("-cp", System.getProperty("java.class.path"), main.getName()), data, settings);
    }

    /** @param what the arguments of its JVM */
    Program(List<String> what, Path data, String... settings) {
        var command = java("-Xmx512m");
        command.addAll(what);
        command.add("--server.port=0");
        command.addAll(TestDatabase.of(data).settings());
        command.addAll(List.of(settings));
        try {
            log = Files.createTempFile(data, "program", ".log");
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        await().atMost(PATIENCE)
                .until(() -> !process.isAlive() || STARTED.matcher(log()).find());
        var started = STARTED.matcher(log());
        if (!started.find()) {
            throw new IllegalStateException("The program did not start:\n" + log());
        }
        http = new Http(Integer.parseInt(started.group(1)));
    }

    long pid() {
        return process.pid();
    }

    Http http() {
        return http;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: it gets no chance to do anything. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits until it has ended by itself and answers its exit code. */
    int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The program does not end.");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        awaitExit();
    }
}
