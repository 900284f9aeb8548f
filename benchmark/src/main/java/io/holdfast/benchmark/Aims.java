package io.holdfast.benchmark;

import io.holdfast.benchmark.Load.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the project has promised itself at 64 clients, and what came of it. */
final class Aims {

    private static final int CLIENTS = 64;
    private static final double HALF_OF_RAW = 0.5;
    private static final double AS_FAST = 1;
    private static final double MILLIS_AT_HALF_RATE = 60;

    private Aims() {}

    /** A sentence for each aim that these results can judge. */
    static List<String> of(Results results) {
        var uniform = results.find(Contender.HOLDFAST, new Load(Kind.UNIFORM, CLIENTS));
        var hot = results.find(Contender.HOLDFAST, new Load(Kind.HOT, CLIENTS));
        var half = results.find(Contender.HOLDFAST, new Load(Kind.HALF_RATE, CLIENTS));
        return Stream.of(
                        uniform.flatMap(results::toConventional)
                                .map(ratio -> atLeast("times conventional Axon", ratio, conventional(results))),
                        uniform.flatMap(results::toRaw)
                                .map(ratio -> atLeast("of the rows of plain JDBC", ratio, HALF_OF_RAW)),
                        hot.flatMap(one -> uniform.map(many -> one.rowsPerSecond() / many.rowsPerSecond()))
                                .map(ratio -> atLeast("of the uniform rate on one hot SKU", ratio, AS_FAST)),
                        half.map(paced -> atMost(paced.latency().p99())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** PostgreSQL waits longer for each commit, so there is more to gain. */
    private static double conventional(Results results) {
        return results.database().startsWith("H2") ? 6 : 10;
    }

    private static String atLeast(String what, double measured, double aim) {
        return sentence("%.2f %s; the aim is %.1f".formatted(measured, what, aim), measured >= aim);
    }

    private static String atMost(double p99) {
        return sentence(
                String.format(
                        Locale.ROOT, "p99 %.1f ms at half the rate; the aim is %.0f ms", p99, MILLIS_AT_HALF_RATE),
                p99 < MILLIS_AT_HALF_RATE);
    }

    private static String sentence(String what, boolean met) {
        return what + (met ? ": met" : ": not met");
    }
}
