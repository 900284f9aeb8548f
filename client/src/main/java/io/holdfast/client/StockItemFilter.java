package io.holdfast.client;

import org.jspecify.annotations.Nullable;

/** Which stock items to list; null does not matter. */
public record StockItemFilter(
        @Nullable String location,
        StockItem.@Nullable Status status,
        @Nullable String skuPrefix) {

    /** Every one. */
    public static final StockItemFilter ALL = new StockItemFilter(null, null, null);

    /** Only those at this location. */
    public StockItemFilter location(String only) {
        return new StockItemFilter(only, status, skuPrefix);
    }

    /** Only those in this state. */
    public StockItemFilter status(StockItem.Status only) {
        return new StockItemFilter(location, only, skuPrefix);
    }

    /** Only those whose SKU begins so. */
    public StockItemFilter skuPrefix(String only) {
        return new StockItemFilter(location, status, only);
    }
}
