package io.holdfast.events.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Units arrived.
 *
 * @param reference the delivery, as the warehouse names it, for example a purchase order
 */
public record StockReceived(
        String sku,
        String location,
        long quantity,
        @Nullable String reference) implements StockItemEvent {}
