package io.holdfast.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Make sure that nobody places this order any more, if nobody has. Never refused: an order that was placed stays as it
 * is, and the answer tells.
 */
public record AbandonOrder(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {}
