package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Keep an item that was being deleted. */
public record CancelDeletion(@TargetAggregateIdentifier StockItemId item) implements StockItemCommand {}
