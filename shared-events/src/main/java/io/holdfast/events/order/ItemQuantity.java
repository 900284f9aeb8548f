package io.holdfast.events.order;

/**
 * Some units of one stock item.
 *
 * @param quantity units, at least 1
 */
public record ItemQuantity(String sku, String location, long quantity) {}
