package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Take reserved units off the shelf for a shipment. Asking twice is the same as asking once. */
public record PickStock(@TargetAggregateIdentifier StockItemId item, String shipmentId, String orderId, long quantity)
        implements StockItemCommand {}
