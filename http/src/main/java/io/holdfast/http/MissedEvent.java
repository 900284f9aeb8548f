package io.holdfast.http;

import io.holdfast.events.Fact;
import io.holdfast.ledger.Caller;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * What a caller with a stale version does not know yet.
 *
 * @param version the resource's version since then
 * @param at when it happened
 * @param by who asked for it
 * @param summary the event in words
 */
record MissedEvent(long version, String type, Instant at, String by, String summary) {

    static MissedEvent of(DomainEventMessage<?> event) {
        return new MissedEvent(
                event.getSequenceNumber(),
                event.getPayloadType().getSimpleName(),
                event.getTimestamp(),
                Caller.actorOf(event.getMetaData()),
                event.getPayload() instanceof Fact fact ? fact.summary() : "");
    }
}
