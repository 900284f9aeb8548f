package io.holdfast.ledger;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** A stream is not what a caller presupposed. Nothing was stored; the caller should look at it again. */
public final class StaleVersion extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How many of the missed events are told, the newest. */
    static final int MISSED = 100;

    private final transient Precondition expected;
    private final @Nullable Long current;
    private final transient List<DomainEventMessage<?>> missed;

    StaleVersion(String stream, Precondition expected, @Nullable Long current, List<DomainEventMessage<?>> missed) {
        super(message(stream, expected, current), null, false, false);
        this.expected = expected;
        this.current = current;
        this.missed = List.copyOf(missed);
    }

    private static String message(String stream, Precondition expected, @Nullable Long current) {
        if (current == null) {
            return "There is no %s.".formatted(stream);
        }
        var seen = expected.seen();
        return seen == null
                ? "%s is at version %d, which was not asked for.".formatted(stream, current)
                : "%s is at version %d, not %d.".formatted(stream, current, seen);
    }

    /** What the caller presupposed. */
    public Precondition expected() {
        return expected;
    }

    /** Where the stream stands; null if it has no events. */
    public @Nullable Long current() {
        return current;
    }

    /** What has happened since the version that the caller has seen, in order; of very many only the last ones. */
    public List<DomainEventMessage<?>> missed() {
        return missed;
    }
}
