package io.holdfast.events.order;

/**
 * More stock was held for this line than the order wants, and nobody came back to say so. From here on nobody can: whoever
 * asked for it did so on an earlier version of the order, and has to ask anew.
 */
public record LineChangeAbandoned(String orderId, String sku, String location) implements OrderEvent {}
