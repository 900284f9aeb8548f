package io.holdfast.ledger;

import java.time.Instant;

/**
 * A row of the ledger and the event in it.
 *
 * @param payload the event
 * @param at when it was recorded
 * @param actor who asked for it
 */
public record DecodedEntry(Entry entry, Object payload, Instant at, String actor) {}
