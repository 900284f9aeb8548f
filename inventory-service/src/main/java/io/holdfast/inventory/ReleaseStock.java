package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Take the promise to an order back, all of it. Never refused; without a promise nothing happens. */
public record ReleaseStock(@TargetAggregateIdentifier StockItemId item, String orderId) implements StockItemCommand {}
