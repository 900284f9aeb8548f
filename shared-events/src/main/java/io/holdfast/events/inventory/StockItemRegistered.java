package io.holdfast.events.inventory;

import org.jspecify.annotations.Nullable;

/**
 * The item exists from here on, also when an earlier one of the same name was deleted before.
 *
 * @param name what people call it, if they said so
 * @param onHand units that were there at once, 0 or more
 */
public record StockItemRegistered(
        String sku, String location, @Nullable String name, long onHand) implements StockItemEvent {}
