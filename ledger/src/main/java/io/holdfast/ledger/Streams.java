package io.holdfast.ledger;

import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Reads what a stream adds up to right now, including every command that was answered before. */
public final class Streams {

    private final EventStore events;

    Streams(EventStore events) {
        this.events = events;
    }

    /** Adds one message to a state. */
    @FunctionalInterface
    public interface Fold<S> {

        /**
         * The state after the message.
         *
         * @param state the state before it, or null if it is the first
         * @param message an event, or first of all a snapshot: the aggregate as it was at some version
         */
        S next(@Nullable S state, DomainEventMessage<?> message);
    }

    /** The state and version of a stream, or nothing if it has no events. */
    public <S> Optional<Recorded<S>> read(String streamId, Fold<S> fold) {
        var stream = events.readEvents(streamId);
        Recorded<S> recorded = null;
        while (stream.hasNext()) {
            var message = stream.next();
            S before = recorded == null ? null : recorded.state();
            recorded = new Recorded<>(fold.next(before, message), message.getSequenceNumber());
        }
        return Optional.ofNullable(recorded);
    }
}
