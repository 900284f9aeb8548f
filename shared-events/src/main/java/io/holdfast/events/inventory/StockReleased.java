package io.holdfast.events.inventory;

/**
 * The promise to an order was taken back, all of it.
 *
 * @param quantity the units that are free again
 */
public record StockReleased(String sku, String location, String orderId, long quantity) implements StockItemEvent {}
