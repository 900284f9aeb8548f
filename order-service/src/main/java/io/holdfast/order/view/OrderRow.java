package io.holdfast.order.view;

import io.holdfast.order.OrderState.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as lists show it: without its shipments.
 *
 * @param total decimal, in the order's currency; null if a line has no price
 */
public record OrderRow(
        String orderId,
        Status status,
        @Nullable String customerId,
        @Nullable String currency,
        @Nullable String total,
        Instant placedAt,
        long version,
        List<Line> lines) {

    /**
     * One line.
     *
     * @param unitPrice decimal, in the order's currency
     */
    public record Line(
            String sku,
            String location,
            long quantity,
            long shipped,
            @Nullable String unitPrice) {}

    OrderRow with(List<Line> these) {
        return new OrderRow(orderId, status, customerId, currency, total, placedAt, version, these);
    }
}
