package io.holdfast.http.conflict;

/**
 * What a command is about.
 *
 * @param id the SKU, or the order's id
 */
public record Subject(Kind kind, String id) {

    /** What can be searched for. */
    public enum Kind {
        SKU,
        ORDER
    }

    /** An article, at whatever location. */
    public static Subject sku(String sku) {
        return new Subject(Kind.SKU, sku);
    }

    /** An order, placed or not. */
    public static Subject order(String id) {
        return new Subject(Kind.ORDER, id);
    }
}
