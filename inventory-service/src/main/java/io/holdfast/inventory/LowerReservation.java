package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Promise an order no more than it claims. Never refused; nothing happens if it is promised no more, or something on behalf
 * of a later version of the order, of which this claim knows nothing.
 */
public record LowerReservation(@TargetAggregateIdentifier StockItemId item, Claim claim) implements StockItemCommand {}
