package io.holdfast.order;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.order.OrderDetails.Shipment;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an order has left to ship of an item, as of one of its versions.
 *
 * @param left units, 0 or more
 * @param shipments the order's recorded shipments: what they took off the shelf is no longer in {@code left}
 * @param orderVersion the version of the order; of one that is about to change, the version that it will have then
 */
public record Claim(ItemQuantity left, Set<String> shipments, long orderVersion) {

    public Claim {
        shipments = Set.copyOf(shipments);
    }

    static Claim of(OrderDetails details, Item item, long orderVersion) {
        long left = details.line(item).map(OrderDetails.Line::left).orElse(0L);
        return new Claim(
                item.units(left),
                details.shipments().stream().map(Shipment::shipmentId).collect(Collectors.toSet()),
                orderVersion);
    }
}
