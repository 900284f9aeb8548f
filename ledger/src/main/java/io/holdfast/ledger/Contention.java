package io.holdfast.ledger;

import java.time.Duration;

/** Somebody else appended to the stream first, again and again. Nothing was stored; the same command may be sent later. */
public final class Contention extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int attempts;
    private final Duration retryAfter;

    /**
     * @param attempts how often the command was tried, at least 1
     * @param retryAfter when another try is worth it
     */
    public Contention(int attempts, Duration retryAfter) {
        super("Others changed the same thing at the same time; gave up after %d attempts.".formatted(attempts));
        this.attempts = attempts;
        this.retryAfter = retryAfter;
    }

    /** How often the command was tried, at least 1. */
    public int attempts() {
        return attempts;
    }

    /** When another try is worth it. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
