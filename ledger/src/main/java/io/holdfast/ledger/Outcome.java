package io.holdfast.ledger;

/**
 * What a request came to.
 *
 * @param stream where the event is that made it true
 * @param answer what its caller gets to know
 */
public record Outcome<R>(String stream, R answer) {}
