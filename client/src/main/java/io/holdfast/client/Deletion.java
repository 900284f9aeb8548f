package io.holdfast.client;

/** What came of deleting a stock item. */
public sealed interface Deletion {

    /** It is gone. */
    record Gone() implements Deletion {}

    /**
     * Orders hold some: nothing more is promised, and it goes with its last reservation.
     *
     * @param item as it is now
     */
    record Waiting(StockItem item) implements Deletion {}
}
