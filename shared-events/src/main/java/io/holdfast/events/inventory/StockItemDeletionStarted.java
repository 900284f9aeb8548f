package io.holdfast.events.inventory;

/** The item is on its way out: nothing more is received, reserved or picked, and it goes with its last reservation. */
public record StockItemDeletionStarted(String sku, String location) implements StockItemEvent {}
