package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Begin to keep an item, perhaps again after it was deleted.
 *
 * @param name what people call it
 * @param onHand units that are there already, 0 or more
 */
public record RegisterStockItem(
        @TargetAggregateIdentifier StockItemId item,
        @Nullable String name,
        long onHand) implements StockItemCommand {}
