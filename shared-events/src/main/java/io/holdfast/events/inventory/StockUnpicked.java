package io.holdfast.events.inventory;

/** The shipment does not take place: its units are back on the shelf and reserved for the order again. */
public record StockUnpicked(String sku, String location, String shipmentId, String orderId, long quantity)
        implements StockItemEvent {}
