package io.holdfast.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to be placed.
 *
 * @param customerId who wants it, if that is to be kept
 * @param currency of the prices, three capital letters (ISO 4217)
 * @param lines 1 to 100, of different items
 */
public record NewOrder(
        @Nullable String customerId, @Nullable String currency, List<Line> lines) {

    /**
     * What it wants of one item.
     *
     * @param quantity 1 to 1,000,000
     * @param unitPrice 0 or more, at most 4 places behind the point
     */
    public record Line(
            String sku,
            String location,
            long quantity,
            @Nullable BigDecimal unitPrice) {}

    /** So many units of one item, for nobody in particular. */
    public static NewOrder of(Item item, long quantity) {
        return new NewOrder(null, null, List.of()).and(item, quantity, null);
    }

    /** The same, and a line more. */
    public NewOrder and(Item item, long quantity, @Nullable BigDecimal unitPrice) {
        var more = new ArrayList<>(lines);
        more.add(new Line(item.sku(), item.location(), quantity, unitPrice));
        return new NewOrder(customerId, currency, List.copyOf(more));
    }

    /** The same, and a line more. */
    public NewOrder and(Item item, long quantity) {
        return and(item, quantity, null);
    }

    /** The same, for this customer. */
    public NewOrder customer(String id) {
        return new NewOrder(id, currency, lines);
    }

    /** The same, with prices in this currency. */
    public NewOrder currency(String code) {
        return new NewOrder(customerId, code, lines);
    }
}
