package io.holdfast.ledger;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event at which the processors of this process stand still, because they cannot read it. None is passed over: they go
 * on when it can be read, and look for that again and again. For whoever watches over the process; views say so themselves.
 */
public final class Obstacle {

    private static final Logger LOG = LoggerFactory.getLogger(Obstacle.class);

    private final AtomicReference<Optional<UnreadableEvent>> event = new AtomicReference<>(Optional.empty());

    Obstacle() {}

    /** It, if there is one. */
    public Optional<UnreadableEvent> event() {
        return event.get();
    }

    /** A processor has come to it. */
    void met(UnreadableEvent unreadable) {
        if (event.compareAndSet(Optional.empty(), Optional.of(unreadable))) {
            LOG.error("{} Processors stop before it until it can be read.", unreadable.getMessage());
        }
    }

    /** A processor has got past a position. */
    void passed(long position) {
        var before = event.get();
        if (before.isPresent()
                && before.get().position() == position
                && event.compareAndSet(before, Optional.empty())) {
            LOG.warn("The event at position {} can be read now; processors go on.", position);
        }
    }
}
