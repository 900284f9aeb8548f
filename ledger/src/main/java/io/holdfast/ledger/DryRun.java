package io.holdfast.ledger;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * A request that only wants to know what would happen. While it is bound, {@link Commands} decides every command of the
 * request in its thread, on aggregates that are loaded for it alone, and keeps the events here instead of in the ledger:
 * no writer, no reader and no cache ever sees them.
 */
public final class DryRun {

    /** The dry run that is under way in this thread. */
    public static final ScopedValue<DryRun> CURRENT = ScopedValue.newInstance();

    private final List<DomainEventMessage<?>> events = new ArrayList<>();

    /** What would have happened so far, in order. */
    public List<DomainEventMessage<?>> events() {
        return List.copyOf(events);
    }

    void add(DomainEventMessage<?> event) {
        events.add(event);
    }
}
