package io.holdfast.ledger;

import io.holdfast.ledger.Counter.Count;
import io.holdfast.ledger.Counter.CounterEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A process that appends its share of events and writes down all that it reads, position and id, until it saw enough. */
final class AppendAndRead {

    private static final int CLIENTS = 10;
    private static final int EVENTS_OF_A_COMMAND = 10;
    private static final long PATIENCE_MILLIS = 60_000;

    private AppendAndRead() {}

    /**
     * Appends and reads.
     *
     * @param arguments the file to write to, events to append, events to read, and the settings of the database
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int own = Integer.parseInt(arguments[1]);
        int all = Integer.parseInt(arguments[2]);
        var settings = List.of(arguments).subList(3, arguments.length);
        try (var node = new Node(settings, Reader.class)) {
            var reader = node.bean(Reader.class);
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, CLIENTS)
                        .forEach(client -> clients.execute(() -> append(node, own / CLIENTS / EVENTS_OF_A_COMMAND)));
            }
            reader.awaitEvents(all);
            Files.write(Path.of(arguments[0]), reader.seen());
        }
    }

    /** Mostly to streams of its own, but now and then to one that all processes go for, so that they also lose races. */
    private static void append(Node node, int commands) {
        var own = "counter-" + TimeOrderedIds.next();
        for (int i = 0; i < commands; i++) {
            node.commands().send(new Count(i % 20 == 0 ? "everybodys" : own, EVENTS_OF_A_COMMAND));
        }
    }

    /** Reads from the first event on. */
    @Configuration(proxyBeanMethods = false)
    static class Reader {

        private final List<String> seen = new ArrayList<>();

        @EventHandler
        synchronized void on(CounterEvent event, EventMessage<?> message, TrackingToken token) {
            seen.add(token.position().orElseThrow() + " " + message.getIdentifier());
            notifyAll();
        }

        synchronized void awaitEvents(int events) throws InterruptedException {
            while (seen.size() < events) {
                int before = seen.size();
                wait(PATIENCE_MILLIS);
                if (seen.size() == before) {
                    throw new IllegalStateException("Saw only " + before + " of " + events + " events, and none for "
                            + PATIENCE_MILLIS + " ms.");
                }
            }
        }

        synchronized List<String> seen() {
            return List.copyOf(seen);
        }

        @Bean
        ConfigurerModule reading() {
            return LedgerModules.streaming("reader-" + TimeOrderedIds.next(), Reader.class, () -> this, 1, 500);
        }
    }
}
