package io.holdfast.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What the conflict journal costs those who are refused: the same refusals with it and without it, by turns, so that both see
 * the same machine. Each figure is a median over the rounds.
 */
public final class Refusals {

    private static final int ROUNDS = 7;

    private Refusals() {}

    /** A round: how many refusals a second, and how long they took. */
    private record Round(double perSecond, Measurement.Latency latency) {

        static Round of(Histogram latencies, double seconds) {
            return new Round(latencies.getTotalCount() / seconds, Measurement.Latency.of(latencies));
        }
    }

    /**
     * Measures and prints a table for each database.
     *
     * @param arguments see {@link Plan#of}
     */
    @SuppressWarnings("SystemOut") // it is a program for the command line
    public static void main(String[] arguments) throws IOException {
        var plan = Plan.of(arguments);
        System.out.println(Machine.describe(plan));
        System.out.println(
                "\n| database, clients | journal | refusals/s | p50 ms | p99 ms |\n| --- | --- | ---: | ---: | ---: |");
        for (var name : plan.databases()) {
            try (var database = TargetDatabase.named(name, plan.work())) {
                compare(plan, name, database).forEach(System.out::println);
            }
        }
    }

    private static List<String> compare(Plan plan, String name, TargetDatabase database) throws IOException {
        var rows = new ArrayList<String>();
        try (var kept = database.fresh();
                var lost = database.fresh();
                var on = program(plan, kept, true);
                var off = program(plan, lost, false)) {
            var withJournal = ready(plan, on);
            var without = ready(plan, off);
            for (int clients : plan.clients()) {
                var onRounds = new ArrayList<Round>();
                var offRounds = new ArrayList<Round>();
                for (int round = 0; round < ROUNDS; round++) {
                    // Who begins changes: whatever the one leaves behind falls on the other as often.
                    if (round % 2 == 0) {
                        onRounds.add(round(plan, withJournal, clients));
                    }
                    offRounds.add(round(plan, without, clients));
                    if (round % 2 == 1) {
                        onRounds.add(round(plan, withJournal, clients));
                    }
                }
                var what = "%s, %d".formatted(name, clients);
                rows.add(row(what, "on", onRounds));
                rows.add(row(what, "off", offRounds));
                rows.add("| %s | **on / off** | **%s** | %s | %s |"
                        .formatted(
                                what,
                                ratio(onRounds, offRounds, Round::perSecond),
                                ratio(
                                        onRounds,
                                        offRounds,
                                        round -> round.latency().p50()),
                                ratio(
                                        onRounds,
                                        offRounds,
                                        round -> round.latency().p99())));
            }
        }
        return rows;
    }

    private static Program program(Plan plan, TargetDatabase.Fresh database, boolean journal) throws IOException {
        var settings = new ArrayList<>(database.settings());
        settings.add("--holdfast.conflicts.enabled=" + journal);
        // A line per refusal in the log would be what is measured.
        settings.add("--logging.level.io.holdfast.http.NamedProblems=warn");
        return new Program(plan, Contender.HOLDFAST, settings);
    }

    private static Clients ready(Plan plan, Program program) {
        var clients = new Clients(program.port());
        clients.registerNothing();
        WarmUp.of(program, plan, time -> clients.orderInVain(plan.clients().getLast(), time));
        return clients;
    }

    private static Round round(Plan plan, Clients clients, int size) {
        return Round.of(
                clients.orderInVain(size, plan.measured()), plan.measured().toMillis() / 1e3);
    }

    private static String row(String what, String journal, List<Round> rounds) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.2f | %.2f |",
                what,
                journal,
                median(rounds, Round::perSecond),
                median(rounds, round -> round.latency().p50()),
                median(rounds, round -> round.latency().p99()));
    }

    private static String ratio(List<Round> on, List<Round> off, ToDoubleFunction<Round> figure) {
        return String.format(Locale.ROOT, "%.2f", median(on, figure) / median(off, figure));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(figure))
                .skip(rounds.size() / 2)
                .findFirst()
                .map(figure::applyAsDouble)
                .orElse(Double.NaN);
    }
}
