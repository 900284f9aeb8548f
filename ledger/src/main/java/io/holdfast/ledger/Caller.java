package io.holdfast.ledger;

import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * On whose behalf something happens. Bound to a request while it runs; every command takes it along, and every event
 * keeps it in its metadata.
 *
 * @param actor who asks, in the caller's own words until access control exists
 * @param correlation names the request, so that its answers, log lines and events can be put together
 */
public record Caller(String actor, String correlation) {

    /** The caller of the request that runs in this thread. Unbound in background work, where events name the caller. */
    public static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

    /** Metadata: who asked for it. */
    public static final String ACTOR = "actor";

    /** The actor of what has none. */
    static final String UNKNOWN = "unknown";

    /** Metadata: the request that it belongs to. */
    public static final String CORRELATION = "correlation";

    /** Metadata: the command or event that brought it about. */
    public static final String CAUSATION = "causation";

    /** Metadata: what the caller called the operation, if it did; on a command and its own events. */
    public static final String OPERATION = "operation";

    /** Metadata: what the operation of that name asked for; the same name with another one is a mistake. */
    public static final String FINGERPRINT = "fingerprint";

    /** What a message hands on to the messages that it brings about. */
    static final CorrelationDataProvider HANDED_ON = message -> {
        var handedOn = message instanceof CommandMessage<?>
                ? message.getMetaData().subset(ACTOR, CORRELATION, OPERATION, FINGERPRINT)
                : message.getMetaData().subset(ACTOR, CORRELATION);
        return handedOn.and(CAUSATION, message.getIdentifier());
    };

    /** The metadata of a message that this caller sends. */
    public Map<String, ?> metadata() {
        return Map.of(ACTOR, actor, CORRELATION, correlation);
    }

    /** Who asked for what the metadata belongs to, or {@code unknown}. */
    public static String actorOf(MetaData metadata) {
        return (String) metadata.getOrDefault(ACTOR, UNKNOWN);
    }
}
