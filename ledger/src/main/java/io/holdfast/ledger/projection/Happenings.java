package io.holdfast.ledger.projection;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.UnknownSerializedType;

/** Picks out of the ledger's stream what a view looks at. Whatever it does not look at is not even decoded. */
final class Happenings {

    private Happenings() {}

    /** @throws BrokenEvent if one cannot be read, or is of a type that nobody knows: it might be the view's */
    static List<Happened> of(View view, List<TrackedEventMessage<?>> messages) {
        return messages.stream().flatMap(message -> of(view, message)).toList();
    }

    static long position(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }

    private static Stream<Happened> of(View view, TrackedEventMessage<?> message) {
        var type = message.getPayloadType();
        if (type == UnknownSerializedType.class) {
            throw new BrokenEvent(position(message), "its type is unknown.");
        }
        if (view.families().stream().noneMatch(family -> family.isAssignableFrom(type))) {
            return Stream.empty();
        }
        return Stream.of(new Happened(
                position(message),
                ((DomainEventMessage<?>) message).getSequenceNumber(),
                message.getTimestamp(),
                payload(message)));
    }

    private static Object payload(TrackedEventMessage<?> message) {
        try {
            return message.getPayload();
        } catch (RuntimeException e) {
            throw new BrokenEvent(position(message), "it cannot be read: " + e.getMessage(), e);
        }
    }
}
