package io.holdfast.client;

/**
 * A SKU at a location.
 *
 * @param sku 1 to 64 letters, digits, '.', '_' or '-'
 * @param location 1 to 32 of the same
 */
public record Item(String sku, String location) {

    /** The location that is meant if none is said. */
    public static final String MAIN = "main";

    /** A SKU at the main location. */
    public static Item of(String sku) {
        return new Item(sku, MAIN);
    }
}
