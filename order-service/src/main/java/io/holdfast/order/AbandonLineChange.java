package io.holdfast.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Make sure that nobody records a change of this line any more that inventory was asked for before. Never refused: an order
 * that has ended stays as it is, and the answer tells.
 */
public record AbandonLineChange(@TargetAggregateIdentifier OrderId orderId, Item item) implements OrderCommand {}
