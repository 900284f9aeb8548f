package io.holdfast.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to pause between attempts: exponential with full jitter, so that those who were refused together do not come back
 * together.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential Backoff And Jitter</a>
 */
record Backoff(Patience patience, RandomGenerator random) {

    /** More doublings than it takes from a nanosecond to a day. */
    private static final int MOST_DOUBLINGS = 47;

    /**
     * The pause after an attempt: anything from what is asked for to that and the bound, all equally likely.
     *
     * @param attempt which one it was, from 1
     * @param atLeast what the answer asks for; it is a lower bound, for whoever comes earlier comes in vain
     */
    Duration after(int attempt, Duration atLeast) {
        return atLeast.plusNanos(random.nextLong(bound(attempt) + 1));
    }

    private long bound(int attempt) {
        long longest = patience.longestPause().toNanos();
        long first = patience.firstPause().toNanos();
        int doublings = Math.min(attempt - 1, MOST_DOUBLINGS);
        return first > longest >> doublings ? longest : first << doublings;
    }
}
