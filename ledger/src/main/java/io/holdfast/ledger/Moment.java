package io.holdfast.ledger;

/** As of when something is looked at. A place in the ledger is the same moment for every stream. */
public sealed interface Moment {

    /** With everything that was answered before. */
    record Now() implements Moment {}

    /**
     * As it was when the ledger ended there.
     *
     * @param position of the last event that counts, 0 for none
     */
    record At(long position) implements Moment {}
}
