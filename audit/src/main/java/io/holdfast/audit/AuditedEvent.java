package io.holdfast.audit;

import io.holdfast.events.Fact;
import io.holdfast.ledger.Caller;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.EventSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event as auditors see it.
 *
 * @param position its place in the ledger
 * @param version its place in its stream
 * @param by who asked for it
 * @param operation what the caller called the operation, if the caller gave it a name
 * @param correlation names the request that it belongs to
 * @param causation the command or event that brought it about
 * @param summary the same in a line
 * @param data what is stored
 * @param hash over all entries up to this one
 * @param changes what it changed; only in a history
 */
public record AuditedEvent(
        long position,
        String id,
        String stream,
        long version,
        String type,
        Instant at,
        String by,
        @Nullable String operation,
        @Nullable String correlation,
        @Nullable String causation,
        String summary,
        Map<String, Object> data,
        String hash,
        @Nullable List<Change> changes) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * An entry with what is in it.
     *
     * @param message the same entry as it is read
     */
    static AuditedEvent of(Entry entry, DomainEventMessage<?> message, @Nullable List<Change> changes) {
        var metadata = message.getMetaData();
        return new AuditedEvent(
                entry.position(),
                entry.eventId(),
                entry.streamId(),
                entry.streamVersion(),
                entry.eventType(),
                message.getTimestamp(),
                Caller.actorOf(metadata),
                (String) metadata.get(Caller.OPERATION),
                (String) metadata.get(Caller.CORRELATION),
                (String) metadata.get(Caller.CAUSATION),
                message.getPayload() instanceof Fact fact ? fact.summary() : entry.eventType(),
                data(entry),
                entry.hash(),
                changes);
    }

    /** An entry with what is in it, as far as it can be read: whoever looks for what was tampered with must see it. */
    static AuditedEvent of(Entry entry, EventSerializer serializer) {
        try {
            return of(entry, serializer.read(entry), null);
        } catch (RuntimeException broken) {
            return unreadable(entry);
        }
    }

    private static AuditedEvent unreadable(Entry entry) {
        return new AuditedEvent(
                entry.position(),
                entry.eventId(),
                entry.streamId(),
                entry.streamVersion(),
                entry.eventType(),
                Instant.EPOCH,
                "unknown",
                entry.operationId(),
                null,
                null,
                "This event cannot be read.",
                Map.of("unreadable", entry.payload(), "metadata", entry.metadata(), "at", entry.recordedAt()),
                entry.hash(),
                null);
    }

    @SuppressWarnings("unchecked") // an object in JSON
    private static Map<String, Object> data(Entry entry) {
        return JSON.readValue(entry.payload(), Map.class);
    }
}
