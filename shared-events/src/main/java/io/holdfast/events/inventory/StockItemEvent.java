package io.holdfast.events.inventory;

/**
 * Everything that can have happened to a stock item: a SKU at a location.
 *
 * <p>Units are whole and counted in pieces. Quantities are at least 1 unless the record says otherwise.
 */
public sealed interface StockItemEvent
        permits StockItemRegistered,
                StockReceived,
                StockAdjusted,
                StockReserved,
                StockReleased,
                StockPicked,
                StockUnpicked,
                StockDispatched,
                StockItemDeletionStarted,
                StockItemDeletionCancelled,
                StockItemDeleted {

    /** The article, as the shop writes it. */
    String sku();

    /** Where it lies; {@code main} unless somebody said otherwise. */
    String location();
}
