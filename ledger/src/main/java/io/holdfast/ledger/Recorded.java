package io.holdfast.ledger;

/**
 * What the events of a stream add up to.
 *
 * @param state the result of the fold
 * @param version the last event's place in its stream, 0 for the first
 */
public record Recorded<S>(S state, long version) {}
