package io.holdfast.order;

import io.holdfast.events.order.ItemQuantity;

/** Units of a stock item that are kept for somebody. */
public sealed interface Hold {

    /** For which order. */
    String orderId();

    /** What is kept. */
    ItemQuantity item();

    /** Promised, and still on the shelf. */
    record Reserved(String orderId, ItemQuantity item) implements Hold {}

    /** Taken off the shelf for a shipment. */
    record Picked(String orderId, String shipmentId, ItemQuantity item) implements Hold {}
}
