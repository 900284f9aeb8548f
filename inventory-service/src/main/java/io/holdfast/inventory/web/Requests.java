package io.holdfast.inventory.web;

import io.holdfast.http.InvalidRequest;
import io.holdfast.http.Text;
import io.holdfast.http.Versioned;
import io.holdfast.http.conflict.Concerning;
import io.holdfast.http.conflict.Subject;
import io.holdfast.inventory.AdjustStock.Adjustment;
import io.holdfast.inventory.AdjustStock.Count;
import io.holdfast.inventory.AdjustStock.Difference;
import io.holdfast.inventory.DeleteStockItem;
import io.holdfast.inventory.StockItemId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What callers send, with its bounds. Everything wrong with a body is reported at once. */
final class Requests {

    /** Units that one request may move. */
    static final long MAX_QUANTITY = 1_000_000;

    /** Units that a count may find. */
    static final long MAX_COUNT = 1_000_000_000;

    /** What an order's id looks like. */
    static final String ORDER_ID = "order-[A-Za-z0-9-]{1,64}";

    /** What a shipment's id looks like. */
    static final String SHIPMENT_ID = "shipment-[A-Za-z0-9-]{1,64}";

    static final String NO_ORDER_ID = "is not the id of an order: order- and 1 to 64 letters, digits or '-'";
    static final String NO_SHIPMENT_ID = "is not the id of a shipment: shipment- and 1 to 64 letters, digits or '-'";

    private Requests() {}

    record NewStockItem(
            @NotNull(message = "is missing") @Sku String sku,
            @Location @Nullable String location,
            @Text @Nullable String name,
            @Min(0) @Max(MAX_QUANTITY) @Nullable Long onHand)
            implements Concerning {

        @Override
        public Stream<Subject> subjects() {
            return Stream.of(Subject.sku(sku));
        }

        StockItemId item() {
            return new StockItemId(sku, location == null ? StockItemId.MAIN : location);
        }
    }

    record Receipt(
            @NotNull(message = "is missing") @Min(1) @Max(MAX_QUANTITY)
            Long quantity,

            @Text @Nullable String reference,
            @Min(0) @Max(Versioned.MAX_VERSION) @Nullable Long expectedVersion)
            implements Versioned {}

    record AdjustmentRequest(
            @Min(-MAX_QUANTITY) @Max(MAX_QUANTITY) @Nullable Long delta,
            @Min(0) @Max(MAX_COUNT) @Nullable Long counted,

            @NotNull(message = "is missing") @Text String reason,
            @Min(0) @Max(Versioned.MAX_VERSION) @Nullable Long expectedVersion)
            implements Versioned {

        Adjustment adjustment() {
            if (delta != null && delta != 0 && counted == null) {
                return new Difference(delta);
            }
            if (delta == null && counted != null) {
                return new Count(counted);
            }
            throw new InvalidRequest("/delta", "must be there and not be 0, or else counted, but not both");
        }
    }

    record Quantity(
            @NotNull(message = "is missing") @Min(1) @Max(MAX_QUANTITY)
            Long quantity,

            @Min(0) @Max(Versioned.MAX_VERSION) @Nullable Long expectedVersion)
            implements Versioned {}

    record PickRequest(
            @NotNull(message = "is missing") @Pattern(regexp = ORDER_ID, message = NO_ORDER_ID)
            String orderId,

            @NotNull(message = "is missing") @Min(1) @Max(MAX_QUANTITY)
            Long quantity,

            @Min(0) @Max(Versioned.MAX_VERSION) @Nullable Long expectedVersion)
            implements Versioned, Concerning {

        @Override
        public Stream<Subject> subjects() {
            return Stream.of(Subject.order(orderId));
        }
    }

    /** What may be said about orders that hold units of an item to be deleted. */
    enum WhenReserved {
        refuse,
        recall;

        DeleteStockItem.WhenReserved meant() {
            return this == recall ? DeleteStockItem.WhenReserved.RECALL : DeleteStockItem.WhenReserved.REFUSE;
        }
    }
}
