package io.holdfast.events.inventory;

/** The item stays after all; its reservations were never touched. */
public record StockItemDeletionCancelled(String sku, String location) implements StockItemEvent {}
