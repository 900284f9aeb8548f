package io.holdfast.standalone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Primary;

/**
 * The clock of a {@link Service} that is set ahead by a test: what is young is old then. Events keep their true time. So a test
 * says when something takes too long, and nothing does only because the machine is slow.
 */
@Primary
final class ClockAhead extends Clock {

    /** How far ahead. */
    static final Duration TIME = Duration.ofHours(2);

    /** After {@link #TIME} a hold that nobody explains is too old, before that none is. */
    static final String RECONCILE_AFTER = "--holdfast.orders.reconcile-after=1h";

    private volatile Duration ahead = Duration.ZERO;

    void goAhead() {
        ahead = TIME;
    }

    void comeBack() {
        ahead = Duration.ZERO;
    }

    /** Waits for what is only done with what is old. */
    void later(Runnable wait) {
        goAhead();
        try {
            wait.run();
        } finally {
            comeBack();
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
