package io.holdfast.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Make sure that nobody records this shipment any more, if nobody has. Never refused: a shipment that was recorded stays
 * as it is, and the answer tells.
 */
public record AbandonShipment(@TargetAggregateIdentifier OrderId orderId, ShipmentId shipmentId)
        implements OrderCommand {}
