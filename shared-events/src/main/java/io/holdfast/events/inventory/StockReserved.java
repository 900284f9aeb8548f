package io.holdfast.events.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Units were promised to an order; they are still on the shelf.
 *
 * @param quantity all that the order is promised of this item from here on
 * @param added what this event changed: the new promise less the old one; negative when the order wants less
 * @param orderVersion the version of the order that the promise goes with, if a line was changed: what was decided on an
 *     earlier one does not lower it any more
 */
public record StockReserved(
        String sku,
        String location,
        String orderId,
        long quantity,
        long added,
        @Nullable Long orderVersion) implements StockItemEvent {

    /** A promise to an order that is about to be placed. */
    public StockReserved(String sku, String location, String orderId, long quantity, long added) {
        this(sku, location, orderId, quantity, added, null);
    }
}
