package io.holdfast.client;

import java.time.Duration;

/**
 * How long a call tries.
 *
 * @param attempts how often one request is sent at most, 1 to 1,000
 * @param reads how often {@link Holdfast#change} reads and decides at most, 1 to 1,000
 * @param total how long a call takes at most, pauses included, up to a day
 * @param answer how long one attempt waits for its answer
 * @param firstPause what the pause after the first attempt is at most; the bound doubles with every attempt
 * @param longestPause what that bound never exceeds
 */
public record Patience(
        int attempts, int reads, Duration total, Duration answer, Duration firstPause, Duration longestPause) {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST = 1_000;

    /** Enough for a restart of the database: half a minute. */
    public static final Patience DEFAULT = new Patience(
            12, 20, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(5));

    /** @throws IllegalArgumentException if something is out of its bounds */
    public Patience {
        if (attempts < 1 || attempts > MOST || reads < 1 || reads > MOST) {
            throw new IllegalArgumentException("Attempts and reads must be 1 to " + MOST + ".");
        }
        requirePositive(total);
        requirePositive(answer);
        requirePositive(firstPause);
        requirePositive(longestPause);
    }

    private static void requirePositive(Duration duration) {
        if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("Must be longer than nothing and at most " + LONGEST + ": " + duration);
        }
    }

    /** The same, but for so long in total. */
    public Patience total(Duration longest) {
        return new Patience(attempts, reads, longest, answer, firstPause, longestPause);
    }

    /** The same, but with so many attempts. */
    public Patience attempts(int most) {
        return new Patience(most, reads, total, answer, firstPause, longestPause);
    }

    /** The same, but with so many reads. */
    public Patience reads(int most) {
        return new Patience(attempts, most, total, answer, firstPause, longestPause);
    }

    /** The same, but waiting for each answer so long. */
    public Patience answer(Duration longest) {
        return new Patience(attempts, reads, total, longest, firstPause, longestPause);
    }
}
