package io.holdfast.order.web;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.order.OrderId;
import io.holdfast.order.OrderState.Placed;
import io.holdfast.order.OrderState.Status;
import java.time.Instant;
import java.util.List;

/**
 * A shipment that was just recorded.
 *
 * @param orderStatus where the order stands now: SHIPPED if nothing is left
 */
record ShipmentBody(
        String shipmentId, String orderId, Status orderStatus, Instant recordedAt, List<ItemQuantity> lines) {

    /** The last shipment of an order. */
    static ShipmentBody of(OrderId order, Placed state) {
        var recorded = state.details().shipments().getLast();
        return new ShipmentBody(
                recorded.shipmentId(), order.value(), state.status(), recorded.recordedAt(), recorded.lines());
    }
}
