package io.holdfast.ledger;

/**
 * A change that somebody asks one aggregate for.
 *
 * @param <R> what its handler answers when it accepts
 */
public interface Command<R> {}
