package io.holdfast.events.order;

/**
 * The order no longer wants an item, of which nothing was shipped.
 *
 * @param quantity units that it had wanted
 */
public record OrderLineRemoved(String orderId, String sku, String location, long quantity) implements OrderEvent {}
