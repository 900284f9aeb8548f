package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Take in units that arrived.
 *
 * @param reference the delivery, for example a purchase order
 */
public record ReceiveStock(
        @TargetAggregateIdentifier StockItemId item,
        long quantity,
        @Nullable String reference) implements StockItemCommand {}
