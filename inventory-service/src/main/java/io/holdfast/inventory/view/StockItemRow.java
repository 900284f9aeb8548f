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
        long version) {

    StockItemRow plus(long then, long moreOnHand, long moreReserved, long morePicked) {
        return new StockItemRow(
                sku, location, name, status, onHand + moreOnHand, reserved + moreReserved, picked + morePicked, then);
    }

    StockItemRow become(long then, Status other) {
        return new StockItemRow(sku, location, name, other, onHand, reserved, picked, then);
    }
}
