package io.holdfast.events.inventory;

import org.jspecify.annotations.Nullable;

/**
 * The books were brought in line with the shelf.
 *
 * @param delta the change of the units on hand; negative when some were missing, 0 when a count confirmed the books
 * @param counted the total that somebody counted, if this was a count
 * @param reason why, in the words of whoever adjusted
 */
public record StockAdjusted(
        String sku, String location, long delta, @Nullable Long counted, String reason) implements StockItemEvent {}
