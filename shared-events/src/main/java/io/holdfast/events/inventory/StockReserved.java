package io.holdfast.events.inventory;

/**
 * Units were promised to an order; they are still on the shelf.
 *
 * @param quantity all that the order is promised of this item from here on
 * @param added what this event changed: the new promise less the old one; negative when the order wants less
 */
public record StockReserved(String sku, String location, String orderId, long quantity, long added)
        implements StockItemEvent {}
