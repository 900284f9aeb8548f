package io.holdfast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged service as a process of its own. */
final class Program implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
    private static final int SPARE_CONNECTIONS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Pattern MILLIS = Pattern.compile("\"value\":([0-9.E]+)");

    private final Contender contender;
    private final Process process;
    private final Path log;
    private final int port;

    /** @param settings {@code --name=value} */
    Program(Plan plan, Contender contender, List<String> settings) throws IOException {
        this.contender = contender;
        var command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(plan.jvm());
        command.addAll(contender == Contender.HOLDFAST ? packaged(plan) : conventional(plan));
        command.addAll(settings);
        command.add("--server.port=0");
        log = Files.createTempFile(plan.work(), contender + "-", ".log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        port = awaitPort();
    }

    private static List<String> packaged(Plan plan) {
        return List.of("-jar", plan.program().toString());
    }

    /** The same jar with one configuration on top. The launcher that can add to the class path comes with it. */
    private static List<String> conventional(Plan plan) {
        var here = Program.class.getProtectionDomain().getCodeSource().getLocation();
        return List.of(
                "-cp",
                plan.program().toString(),
                "-Dloader.path=" + here.getPath(),
                "org.springframework.boot.loader.launch.PropertiesLauncher",
                "--spring.main.sources=io.holdfast.ledger.ConventionalAxon",
                "--spring.main.allow-bean-definition-overriding=true",
                // Who waits for an aggregate's lock has a connection, and who has the lock may need another for a
                // snapshot.
                "--spring.datasource.hikari.maximum-pool-size="
                        + (plan.clients().getLast() + SPARE_CONNECTIONS),
                // The stock event store follows its table by itself.
                "--holdfast.follow=");
    }

    int port() {
        return port;
    }

    Contender contender() {
        return contender;
    }

    /** How long the compilers of its JVM have worked. */
    Duration compiled() {
        var uri = URI.create("http://127.0.0.1:%d/actuator/metrics/jvm.compilation.time".formatted(port));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
            var millis = MILLIS.matcher(answer);
            if (!millis.find()) {
                throw new IllegalStateException("No time of compilation: " + answer);
            }
            return Duration.ofMillis((long) Double.parseDouble(millis.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int awaitPort() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            var started = STARTED.matcher(Files.readString(log));
            if (started.find()) {
                return Integer.parseInt(started.group(1));
            }
            pause();
        }
        process.destroyForcibly();
        throw new IllegalStateException("The program did not start:\n" + Files.readString(log));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets it finish what it is doing. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
