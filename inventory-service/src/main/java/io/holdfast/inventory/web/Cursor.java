package io.holdfast.inventory.web;

import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.view.StockItemRow;
import org.jspecify.annotations.Nullable;

/** Where a page of stock items ended: {@code TEA-1@main}. */
final class Cursor {

    static final String PATTERN = StockItemId.SKU + "@" + StockItemId.LOCATION;
    static final String NOT_ONE = "is not where a page ended; take it from a next link";

    private Cursor() {}

    static String of(StockItemRow row) {
        return row.sku() + "@" + row.location();
    }

    static @Nullable StockItemId read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        int at = cursor.indexOf('@');
        return new StockItemId(cursor.substring(0, at), cursor.substring(at + 1));
    }
}
