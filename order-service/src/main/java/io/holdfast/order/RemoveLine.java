package io.holdfast.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Take an item off the order of which nothing was shipped. */
public record RemoveLine(@TargetAggregateIdentifier OrderId orderId, Item item) implements OrderCommand {}
