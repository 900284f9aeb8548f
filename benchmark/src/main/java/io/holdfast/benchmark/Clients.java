package io.holdfast.benchmark;

import io.holdfast.benchmark.Load.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/** Clients of a running service, a thread and a connection each. */
final class Clients {

    private static final int SKUS = 1_000;
    private static final int REGISTERING = 16;
    private static final long MANY = 1_000_000;
    private static final String NOTHING = "NOTHING";
    private static final int PRECISION_DIGITS = 3;

    private final int port;
    private final LongAdder orders = new LongAdder();

    Clients(int port) {
        this.port = port;
    }

    /** Registers all stock items. */
    void register() {
        together(REGISTERING, () -> new Histogram(PRECISION_DIGITS), (client, number, none) -> {
            for (int sku = number; sku < SKUS; sku += REGISTERING) {
                client.register(sku(sku), MANY);
            }
        });
    }

    /** Places orders that do not count, for so long. */
    void place(Load load, Duration time) {
        long until = System.nanoTime() + time.toNanos();
        place(load, Pace.closed(), until, until);
    }

    /** Places orders. Only those that are due after the load has settled count. */
    Measurement place(Contender contender, Load load, Pace pace, Plan plan) {
        long from = System.nanoTime() + plan.settle().toNanos();
        long until = from + plan.measured().toNanos();
        var latencies = place(load, pace, from, until);
        double perSecond = latencies.getTotalCount() * 1e9 / (until - from);
        return new Measurement(
                contender, load, perSecond * Measurement.ROWS_OF_AN_ORDER, Measurement.Latency.of(latencies));
    }

    /** Registers an item of which there is nothing. */
    void registerNothing() {
        together(1, () -> new Histogram(PRECISION_DIGITS), (client, number, none) -> client.register(NOTHING, 0));
    }

    /** Orders it, each client one after the other, for so long; answers how long each refusal took. */
    Histogram orderInVain(int clients, Duration time) {
        long until = System.nanoTime() + time.toNanos();
        return together(clients, () -> new Histogram(PRECISION_DIGITS), (client, number, mine) -> {
            for (long sent = System.nanoTime(); sent < until; sent = System.nanoTime()) {
                client.orderInVain(NOTHING);
                mine.recordValue(System.nanoTime() - sent);
            }
        });
    }

    private Histogram place(Load load, Pace pace, long from, long until) {
        return together(load.size(), () -> new Histogram(PRECISION_DIGITS), (client, number, mine) -> {
            for (long due = pace.next(); due < until; due = pace.next()) {
                client.order(sku(
                        load.kind() == Kind.HOT
                                ? 0
                                : ThreadLocalRandom.current().nextInt(SKUS)));
                orders.increment();
                if (due >= from) {
                    mine.recordValue(System.nanoTime() - due);
                }
            }
        });
    }

    /** How many events must be stored now: one for each item, and those of all orders that were answered. */
    long events() {
        return SKUS + Measurement.ROWS_OF_AN_ORDER * orders.sum();
    }

    private static String sku(int number) {
        return "SKU-%04d".formatted(number);
    }

    @FunctionalInterface
    private interface Task {
        void run(Client client, int number, Histogram latencies) throws IOException;
    }

    private Histogram together(int clients, Callable<Histogram> histograms, Task task) {
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var running = new ArrayList<Future<Histogram>>();
            for (int number = 0; number < clients; number++) {
                int mine = number;
                running.add(threads.submit(() -> {
                    var latencies = histograms.call();
                    try (var client = new Client(port)) {
                        task.run(client, mine, latencies);
                    }
                    return latencies;
                }));
            }
            var all = new Histogram(PRECISION_DIGITS);
            for (var one : running) {
                all.add(one.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A client failed.", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
