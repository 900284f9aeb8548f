package io.holdfast.inventory.view;

import io.holdfast.inventory.StockState.Status;
import org.jspecify.annotations.Nullable;

/** A stock item as lists show it: its numbers, without who holds them. */
public record StockItemRow(
        String sku,
        String location,
        @Nullable String name,
        Status status,
        long onHand,
        long reserved,
        long picked,
        long version) {}
