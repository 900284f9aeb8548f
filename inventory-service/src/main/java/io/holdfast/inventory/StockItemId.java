package io.holdfast.inventory;

import java.util.regex.Pattern;

/**
 * A SKU at a location. Its text names the stream: {@code stock-TEA-1@main}.
 *
 * @param sku 1 to 64 letters, digits and {@code . _ -}, the first one a letter or digit
 * @param location the same, up to 32
 */
public record StockItemId(String sku, String location) {

    /** What a SKU looks like. */
    public static final String SKU = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** What a location looks like. */
    public static final String LOCATION = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}";

    /** The location of whoever has only one. */
    public static final String MAIN = "main";

    private static final Pattern VALID = Pattern.compile(SKU + "@" + LOCATION);

    public StockItemId {
        if (!VALID.matcher(sku + "@" + location).matches()) {
            throw new IllegalArgumentException("Not a stock item: %s at %s".formatted(sku, location));
        }
    }

    /** As people say it: {@code TEA-1 at main}. */
    public String inWords() {
        return sku + " at " + location;
    }

    /** The name of its stream: {@code stock-TEA-1@main}. */
    @Override
    public String toString() {
        return "stock-" + sku + "@" + location;
    }
}
