package io.holdfast.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order. Lists leave out its shipments, until when it holds its stock, and how it ended.
 *
 * @param total of all lines, if each has a price
 * @param holdUntil when it expires, if it does
 * @param endedAt when it was shipped, cancelled or expired
 * @param reason why it was cancelled, if somebody said so
 */
public record Order(
        String orderId,
        Status status,
        @Nullable String customerId,
        @Nullable String currency,
        @Nullable BigDecimal total,
        Instant placedAt,
        @Nullable Instant holdUntil,
        @Nullable Instant endedAt,
        @Nullable String reason,
        long version,
        List<Line> lines,
        List<RecordedShipment> shipments) {

    /** Where an order stands. */
    public enum Status {
        /** It holds its stock and can be shipped. */
        OPEN,
        /** Everything has left. */
        SHIPPED,
        /** Somebody cancelled it. */
        CANCELLED,
        /** Its hold ran out. */
        EXPIRED,
        /** A state that the service did not have yet when this client was made. */
        @JsonEnumDefaultValue
        OTHER
    }

    /**
     * What it wants of one item.
     *
     * @param shipped how much of that has left
     */
    public record Line(
            String sku,
            String location,
            long quantity,
            long shipped,
            @Nullable BigDecimal unitPrice) {

        /** Which item. */
        public Item item() {
            return new Item(sku, location);
        }
    }

    /** What left together. */
    public record RecordedShipment(String shipmentId, Instant recordedAt, List<ItemQuantity> lines) {}
}
