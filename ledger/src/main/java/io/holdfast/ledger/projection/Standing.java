package io.holdfast.ledger.projection;

import org.jspecify.annotations.Nullable;

/**
 * How far a view is, as this process knows it.
 *
 * @param position all events up to there are in it
 * @param stopped why it goes no further for now; null while it does. It is tried again all the time.
 */
public record Standing(String view, long position, @Nullable String stopped) {}
