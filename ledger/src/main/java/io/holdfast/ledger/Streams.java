package io.holdfast.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Reads what a stream adds up to: right now, including every command that was answered before, or when the ledger was shorter. */
public final class Streams {

    private final EventStore events;
    private final Entries entries;

    Streams(EventStore events, Entries entries) {
        this.events = events;
        this.entries = entries;
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

    /** The state and version of a stream at a moment, or nothing if it had no events then. */
    public <S> Optional<Recorded<S>> read(String streamId, Fold<S> fold, Moment moment) {
        return switch (moment) {
            case Moment.Now now -> read(streamId, fold);
            case Moment.At at -> read(streamId, fold, entries.versionsUpTo(streamId, at.position()));
        };
    }

    /** @param versions how many events count */
    private <S> Optional<Recorded<S>> read(String streamId, Fold<S> fold, long versions) {
        if (versions == 0) {
            return Optional.empty();
        }
        var stream = events.readEvents(streamId);
        if (stream.peek().getSequenceNumber() >= versions) {
            stream = events.readEvents(streamId, 0); // its snapshot is newer
        }
        return fold(stream, fold, message -> message.getSequenceNumber() < versions);
    }

    /** The position of the last event in the ledger, 0 if there is none. */
    public long head() {
        return entries.head();
    }

    /** The {@linkplain Entries#positionAt position as of a time}. */
    public long positionAt(Instant time) {
        return entries.positionAt(time);
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
