package io.holdfast.events.order;

/**
 * Stock was held for this order, but nobody came back to place it. Being the first event of the stream it is a fence:
 * whoever was only asleep can no longer place the order, so what it held may be given to others.
 */
public record OrderAbandoned(String orderId) implements OrderEvent {}
