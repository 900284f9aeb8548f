package io.holdfast.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How far somebody who follows the ledger is.
 *
 * @param name what it is called in the database and in the log
 * @param position all events up to there are done with
 * @param stopped why it goes no further for now; null while it does. It is tried again all the time.
 */
public record Standing(String name, long position, @Nullable String stopped) {}
