package io.holdfast.ledger;

import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
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
        return fold(events.readEvents(streamId), fold, message -> true);
    }

    /** What a stream adds up to, as long as its messages are wanted. */
    static <S> Optional<Recorded<S>> fold(
            DomainEventStream stream, Fold<S> fold, Predicate<DomainEventMessage<?>> wanted) {
        Recorded<S> recorded = null;
        while (stream.hasNext() && wanted.test(stream.peek())) {
            var message = stream.next();
            S before = recorded == null ? null : recorded.state();
            recorded = new Recorded<>(fold.next(before, message), message.getSequenceNumber());
        }
        return Optional.ofNullable(recorded);
    }
}
