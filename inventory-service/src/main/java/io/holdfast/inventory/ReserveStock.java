package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Promise units to an order. Asking twice is the same as asking once.
 *
 * @param quantity all that the order wants of this item, also when it was promised some before
 */
public record ReserveStock(@TargetAggregateIdentifier StockItemId item, String orderId, long quantity)
        implements StockItemCommand {}
