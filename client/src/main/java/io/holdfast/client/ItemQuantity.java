package io.holdfast.client;

/** So many units of an item. */
public record ItemQuantity(String sku, String location, long quantity) {

    /** So many units of this item. */
    public static ItemQuantity of(Item item, long quantity) {
        return new ItemQuantity(item.sku(), item.location(), quantity);
    }
}
