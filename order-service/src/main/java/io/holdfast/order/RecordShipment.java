package io.holdfast.order;

import io.holdfast.events.order.ItemQuantity;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Make a shipment true whose stock is picked. Asking twice is the same as asking once.
 *
 * @param lines at least one, at most one per stock item
 */
public record RecordShipment(
        @TargetAggregateIdentifier OrderId orderId, ShipmentId shipmentId, List<ItemQuantity> lines)
        implements OrderCommand {}
