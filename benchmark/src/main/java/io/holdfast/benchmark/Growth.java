package io.holdfast.benchmark;

import io.holdfast.benchmark.TargetDatabase.Fresh;
import io.holdfast.inventory.InventoryApplication;
import io.holdfast.inventory.ReceiveStock;
import io.holdfast.inventory.RegisterStockItem;
import io.holdfast.inventory.StockItem;
import io.holdfast.inventory.StockItemId;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.Recorded;
import io.holdfast.ledger.Streams;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a stock item costs as its events become many, and what a ledger's size costs at the start. Everything is measured in
 * one process, so that small and large are equally warm; each figure is a median.
 */
public final class Growth {

    private static final StockItemId ITEM = new StockItemId("TEA", StockItemId.MAIN);
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final int UNDER_WAY = 1_000;
    private static final int REPETITIONS = 501;
    private static final int STARTS = 3;

    private final Fresh database;

    private Growth(Fresh database) {
        this.database = database;
    }

    /**
     * Measures and prints a table for each database.
     *
     * @param arguments see {@link Plan#of}
     */
    @SuppressWarnings("SystemOut") // it is a program for the command line
    public static void main(String[] arguments) throws IOException {
        var plan = Plan.of(arguments);
        LoggingSystem.get(Growth.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        System.out.println(Machine.describe(plan));
        for (var name : plan.databases()) {
            try (var database = TargetDatabase.named(name, plan.work());
                    var warmUp = database.fresh();
                    var fresh = database.fresh()) {
                new Growth(warmUp).run(SIZES.subList(0, 2));
                System.out.println(
                        "\n| " + name + ", events | read ms | append ms | start ms |\n| ---: | ---: | ---: | ---: |");
                new Growth(fresh).run(SIZES).forEach(System.out::println);
            }
        }
    }

    private List<String> run(List<Integer> sizes) {
        var rows = new ArrayList<String>();
        rows.add(row(0, 0, 0, start()));
        for (int size : sizes) {
            double read;
            double append;
            try (var program = program()) {
                grow(program.getBean(Commands.class), program.getBean(Streams.class), size);
                read = median(() -> read(program.getBean(Streams.class)));
                append = median(() -> program.getBean(Commands.class).send(new ReceiveStock(ITEM, 1, null)));
            }
            rows.add(row(size, read, append, start()));
        }
        return rows;
    }

    private static String row(int events, double read, double append, double start) {
        return String.format(Locale.ROOT, "| %,d | %.2f | %.2f | %,.0f |", events, read, append, start);
    }

    private ConfigurableApplicationContext program() {
        var settings = new ArrayList<>(database.settings());
        settings.addAll(List.of("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=warn"));
        return new SpringApplication(InventoryApplication.class).run(settings.toArray(String[]::new));
    }

    /** From nothing to taking requests, in milliseconds. */
    private double start() {
        var starts = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long before = System.nanoTime();
            try (var program = program()) {
                starts[i] = program.isRunning() ? millisSince(before) : Double.NaN;
            }
        }
        return median(starts);
    }

    private static void grow(Commands commands, Streams streams, int size) {
        long events = read(streams);
        if (events == 0) {
            commands.send(new RegisterStockItem(ITEM, null, 0));
            events++;
        }
        var underWay = new ArrayDeque<CompletableFuture<?>>();
        for (; events < size; events++) {
            underWay.add(commands.dispatch(new ReceiveStock(ITEM, 1, null)));
            if (underWay.size() == UNDER_WAY) {
                Commands.answer(underWay.remove());
            }
        }
        underWay.forEach(Commands::answer);
    }

    /** How many events the item has. */
    private static long read(Streams streams) {
        return streams.read(ITEM.toString(), StockItem::fold)
                .map(Recorded::version)
                .map(version -> version + 1)
                .orElse(0L);
    }

    private static double median(Runnable step) {
        var times = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            long before = System.nanoTime();
            step.run();
            times[i] = millisSince(before);
        }
        return median(times);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
