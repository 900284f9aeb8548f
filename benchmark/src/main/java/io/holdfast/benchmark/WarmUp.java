package io.holdfast.benchmark;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Has a new process work until its code is compiled: until its compilers were idle, but for a twentieth of the time, in two
 * rounds that follow each other, or for as long as the plan says. A compilation counts when it is done, so one round tells
 * little.
 */
final class WarmUp {

    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final Duration IDLE = ROUND.dividedBy(20);
    private static final int ROUNDS = 2;

    private WarmUp() {}

    /** @param work what to have it do, for how long */
    @SuppressWarnings("SystemOut") // it is a program for the command line
    static void of(Program program, Plan plan, Consumer<Duration> work) {
        long start = System.nanoTime();
        int idle = 0;
        while (idle < ROUNDS && System.nanoTime() - start < plan.warmUp().toNanos()) {
            var before = program.compiled();
            work.accept(ROUND);
            idle = program.compiled().minus(before).compareTo(IDLE) < 0 ? idle + 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "%-22s warmed up for %d s%s%n",
                program.contender().title(),
                (System.nanoTime() - start) / 1_000_000_000,
                idle < ROUNDS ? ", still compiling" : "");
    }
}
