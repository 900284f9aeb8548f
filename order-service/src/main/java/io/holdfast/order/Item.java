package io.holdfast.order;

/** What lines say about a stock item; inventory keeps the same rules. */
public final class Item {

    /** What a SKU looks like. */
    public static final String SKU = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** What a location looks like. */
    public static final String LOCATION = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}";

    /** The location of whoever has only one. */
    public static final String MAIN = "main";

    private Item() {}
}
