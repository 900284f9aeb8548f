package io.holdfast.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Remembers at which event a processor stumbled, which then tries again and knows nothing of it. */
final class Stumbles implements ErrorHandler {

    private final Map<String, Stumble> last = new ConcurrentHashMap<>();

    /**
     * One of them.
     *
     * @param position of the first event that was not done with
     */
    record Stumble(long position, Throwable failure) {}

    @Override
    public void handleError(ErrorContext context) throws Exception {
        context.failedEvents().stream()
                .filter(TrackedEventMessage.class::isInstance)
                .mapToLong(event -> Tail.position((TrackedEventMessage<?>) event))
                .min()
                .ifPresent(position -> last.put(context.eventProcessor(), new Stumble(position, context.error())));
        PropagatingErrorHandler.instance().handleError(context);
    }

    /** Where and why a processor goes no further, if this is how far it is. */
    Optional<Stumble> behind(String processor, long position) {
        return Optional.ofNullable(last.get(processor)).filter(stumble -> stumble.position() > position);
    }
}
