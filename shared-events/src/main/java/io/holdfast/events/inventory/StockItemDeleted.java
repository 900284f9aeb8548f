package io.holdfast.events.inventory;

/**
 * The item is gone.
 *
 * @param writtenOff units that were still on hand and left the books with it, 0 or more
 */
public record StockItemDeleted(String sku, String location, long writtenOff) implements StockItemEvent {}
