package io.holdfast.events.inventory;

/** The units of a shipment left the building. */
public record StockDispatched(String sku, String location, String shipmentId, String orderId, long quantity)
        implements StockItemEvent {}
