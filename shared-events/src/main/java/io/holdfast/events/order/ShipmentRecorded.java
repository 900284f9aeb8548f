package io.holdfast.events.order;

import java.util.List;

/**
 * Units of the order are on their way: it can no longer be undone.
 *
 * @param shipmentId with its prefix: {@code shipment-...}
 * @param lines what goes, at least one
 */
public record ShipmentRecorded(String orderId, String shipmentId, List<ItemQuantity> lines) implements OrderEvent {

    public ShipmentRecorded {
        lines = List.copyOf(lines);
    }
}
