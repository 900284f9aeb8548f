package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Let the units of a shipment leave the building. */
public record DispatchStock(@TargetAggregateIdentifier StockItemId item, String shipmentId)
        implements StockItemCommand {}
