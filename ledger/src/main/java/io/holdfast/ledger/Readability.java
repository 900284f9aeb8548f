package io.holdfast.ledger;

import java.time.DateTimeException;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.UnknownSerializedType;
import tools.jackson.core.JacksonException;

/**
 * Whether an event that was read from the database can be understood. Axon reads what is in it only when somebody asks, and
 * passes over what nobody asks for: an event of an unknown type would be as if it had never happened.
 */
final class Readability {

    private Readability() {}

    /** Why an event cannot be understood, in a sentence; nothing if it can. */
    static Optional<String> fault(EventMessage<?> event) {
        try {
            event.getMetaData();
            event.getTimestamp();
            return event.getPayload() instanceof UnknownSerializedType || isUnknown(event)
                    ? Optional.of("its type is unknown.")
                    : Optional.empty();
        } catch (SerializationException | DateTimeException broken) {
            return Optional.of(why(broken));
        }
    }

    /** The same words for whoever reads rows. */
    static String why(Exception broken) {
        var words = broken.getMessage();
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json) {
                words = json.getOriginalMessage();
                break;
            }
        }
        return "something in it is not as it was written: " + words;
    }

    private static boolean isUnknown(EventMessage<?> event) {
        return event.getPayloadType() == UnknownSerializedType.class;
    }
}
