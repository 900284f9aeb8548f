package io.holdfast.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stock item.
 *
 * @param onHand units that are there
 * @param reserved those promised to orders and still on the shelf
 * @param picked those taken off the shelf for a shipment that is under way
 * @param available on hand, neither reserved nor picked
 * @param reservations who has reserved how much; empty in lists, which leave it out
 * @param picks what is picked; empty in lists, which leave it out
 */
public record StockItem(
        String sku,
        String location,
        @Nullable String name,
        Status status,
        long onHand,
        long reserved,
        long picked,
        long available,
        long version,
        List<Reservation> reservations,
        List<Pick> picks) {

    /** Where an item stands. */
    public enum Status {
        /** It can be promised and shipped. */
        ACTIVE,
        /** Nothing more is promised or shipped, and it goes with its last reservation. */
        DELETING,
        /** A state that the service did not have yet when this client was made. */
        @JsonEnumDefaultValue
        OTHER
    }

    /** Units that are promised to an order. */
    public record Reservation(String orderId, long quantity) {}

    /** Units that are under way with a shipment. */
    public record Pick(String shipmentId, String orderId, long quantity) {}

    /** Which one it is. */
    public Item item() {
        return new Item(sku, location);
    }
}
