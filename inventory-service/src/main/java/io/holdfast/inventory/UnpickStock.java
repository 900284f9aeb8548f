package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Put the units of a shipment back and reserve them for their order again. Never refused. */
public record UnpickStock(@TargetAggregateIdentifier StockItemId item, String shipmentId) implements StockItemCommand {}
