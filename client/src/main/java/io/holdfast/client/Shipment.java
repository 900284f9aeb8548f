package io.holdfast.client;

import java.time.Instant;
import java.util.List;

/**
 * A shipment that was just recorded.
 *
 * @param orderStatus where the order stands now: shipped if nothing is left
 */
public record Shipment(
        String shipmentId, String orderId, Order.Status orderStatus, Instant recordedAt, List<ItemQuantity> lines) {}
