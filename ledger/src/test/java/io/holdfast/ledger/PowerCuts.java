package io.holdfast.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The life of one database through several power cuts: each machine starts on what the cut before has left, checks it,
 * works, and loses its power. Between two of them an hour may pass.
 */
final class PowerCuts {

    private static final int CALLERS = 8;
    private static final int COUNTERS = 40;

    /** The power fails after so many at the latest: without syncs nothing else would make it. */
    private static final int MOST_ANSWERS = 1_000;

    /** When the power fails. */
    private enum Moment {
        /** While it opens the database, or soon afterwards. */
        START,
        /** During one of the writes. */
        WORK,
        /** When all is answered. */
        PAUSE,
        /** While it closes the database. */
        STOP
    }

    private final Path folder;
    private final boolean syncs;
    private final SplittableRandom dice;
    private final List<String> history = new ArrayList<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();

    /**
     * @param folder for the files of the database
     * @param seed decides when the power fails and what is left
     * @param syncs whether commits are made durable before they are acknowledged
     */
    PowerCuts(Path folder, long seed, boolean syncs) {
        this.folder = folder;
        this.syncs = syncs;
        this.dice = new SplittableRandom(seed);
        this.history.add("seed " + seed);
    }

    /** Cuts the power so many times, or until something is found missing. */
    Tally cut(int times) throws Exception {
        var findings = new ArrayList<String>();
        Map<String, byte[]> files = Map.of();
        int cuts = 0;
        while (findings.isEmpty() && cuts < times) {
            files = cut(place(cuts, files), findings);
            cuts++;
        }
        if (findings.isEmpty()) {
            try (var machine = new Machine(new EmbeddedDatabase(place(cuts, files)).getJdbcUrl(), syncs)) {
                findings.addAll(missing(machine));
            } catch (RuntimeException e) {
                findings.add("it does not open or does not work: " + reason(e));
            }
        }
        return new Tally(cuts, answers.get(), findings.isEmpty() ? List.of() : List.of(history + " " + findings));
    }

    private Map<String, byte[]> cut(Path place, List<String> findings) throws Exception {
        var moment = Moment.values()[dice.nextInt(Moment.values().length)];
        var disk = new Disk(dice.split());
        FilePathPower.plug(place, disk);
        for (var file : files(place)) {
            disk.create(file.getFileName().toString(), Files.readAllBytes(file));
        }
        if (moment == Moment.START) {
            disk.failAfter(dice.nextInt(40));
        }
        try (var machine = new Machine(url(place), syncs)) {
            if (moment != Moment.START) {
                findings.addAll(missing(machine));
            }
            live(machine, disk, moment);
        } catch (RuntimeException | ExecutionException e) {
            if (!disk.isOff()) {
                findings.add("it does not open or does not work: " + reason(e));
            }
        } finally {
            FilePathPower.unplug(place);
        }
        var left = disk.cut();
        history.add(moment + " lost " + disk.lost());
        return left;
    }

    private void live(Machine machine, Disk disk, Moment end) throws InterruptedException, ExecutionException {
        if (end == Moment.WORK) {
            disk.failAfter(dice.nextInt(200));
        }
        work(machine, disk, end == Moment.START || end == Moment.WORK ? MOST_ANSWERS : dice.nextInt(100));
        if (end == Moment.STOP) {
            disk.failAfter(dice.nextInt(20));
        } else {
            disk.switchOff();
        }
    }

    private void work(Machine machine, Disk disk, int increments) throws InterruptedException, ExecutionException {
        int enough = answers.get() + increments;
        var callers = new ArrayList<Callable<Object>>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            var counters = dice.split();
            callers.add(() -> {
                while (answers.get() < enough) {
                    try {
                        call(machine, caller, counters);
                    } catch (RuntimeException e) {
                        if (disk.isOff()) {
                            break;
                        }
                        throw e;
                    }
                }
                return caller;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller : threads.invokeAll(callers)) {
                caller.get();
            }
        }
    }

    /** An increment, and sometimes a commit that nobody makes durable, as those of projections are. */
    private void call(Machine machine, int caller, RandomGenerator counters) {
        var counter = "counter-" + counters.nextInt(COUNTERS);
        acknowledged.merge(counter, machine.increment(counter), Math::max);
        answers.incrementAndGet();
        if (counters.nextInt(4) == 0) {
            machine.remember(caller, machine.head());
        }
    }

    private List<String> missing(Machine machine) {
        var findings = new ArrayList<>(machine.flaws());
        acknowledged.forEach((counter, value) -> {
            long there = machine.exists(counter) ? machine.read(counter) : 0;
            if (there < value) {
                findings.add("%s stood at %d, but is at %d".formatted(counter, value, there));
            }
        });
        return findings.stream().limit(3).toList();
    }

    /** A folder with these files in it. */
    private Path place(int number, Map<String, byte[]> files) throws IOException {
        var place = Files.createDirectories(folder.resolve("cut-" + number)).toRealPath();
        for (var file : files.entrySet()) {
            Files.write(place.resolve(file.getKey()), file.getValue());
        }
        if (!files.isEmpty() && dice.nextBoolean()) {
            Ageing.byAnHour(place);
        }
        return place;
    }

    private static List<Path> files(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.toList();
        }
    }

    /** Of the database in a folder that is on a {@link Disk}. */
    static String url(Path place) {
        return new EmbeddedDatabase(place).getJdbcUrl().replaceFirst("^jdbc:h2:((.*:)?)file:", "jdbc:h2:$1power:");
    }

    private static String reason(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
