package io.holdfast.order.web;

import io.holdfast.customer.CustomerId;
import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.OrderLine;
import io.holdfast.http.InvalidRequest;
import io.holdfast.http.InvalidRequest.Fault;
import io.holdfast.http.Text;
import io.holdfast.http.Versioned;
import io.holdfast.http.conflict.Concerning;
import io.holdfast.http.conflict.Subject;
import io.holdfast.order.Item;
import io.holdfast.order.OrderDetails;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What callers send, with its bounds. */
final class Requests {

    static final long MAX_QUANTITY = 1_000_000;
    static final int MAX_LINES = OrderDetails.MAX_LINES;

    /** What a customer's id looks like. */
    static final String CUSTOMER_ID = CustomerId.FORMAT;

    static final String NO_CUSTOMER_ID = "is not the id of a customer: customer- and 1 to 64 letters, digits or '-'";
    static final String PRICE = "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,4})?";
    static final String NO_PRICE = "is not a price: a decimal string, 0 or more, at most 4 places behind the point";

    static final String NO_ORDER_ID = "is not the id of an order: order- and 1 to 64 letters, digits or '-'";

    private Requests() {}

    /** A line that names a stock item; a request has at most one per item. */
    sealed interface Line {
        String sku();

        @Nullable
        String location();

        default String at() {
            var location = location();
            return location == null ? Item.MAIN : location;
        }
    }

    record NewOrder(
            @Pattern(regexp = CUSTOMER_ID, message = NO_CUSTOMER_ID) @Nullable
            String customerId,

            @Pattern(regexp = "[A-Z]{3}", message = "is not a currency: three capital letters, ISO 4217") @Nullable
            String currency,

            @NotNull(message = "is missing") @Size(min = 1, max = MAX_LINES)
            List<@NotNull(message = "is missing") @Valid NewLine> lines)
            implements Concerning {

        @Override
        public Stream<Subject> subjects() {
            return Requests.subjects(lines);
        }

        List<OrderLine> orderLines() {
            requireOneLinePerItem(lines);
            return lines.stream()
                    .map(line -> new OrderLine(line.sku(), line.at(), line.quantity(), line.price()))
                    .toList();
        }
    }

    record NewLine(
            @NotNull(message = "is missing") @Sku String sku,

            @NotNull(message = "is missing") @Min(1) @Max(MAX_QUANTITY)
            Long quantity,

            @Pattern(regexp = PRICE, message = NO_PRICE) @Nullable
            String unitPrice,

            @Location @Nullable String location)
            implements Line {

        @Nullable
        BigDecimal price() {
            return unitPrice == null ? null : new BigDecimal(unitPrice);
        }
    }

    record LineQuantity(
            @NotNull(message = "is missing") @Min(1) @Max(MAX_QUANTITY)
            Long quantity,

            @Pattern(regexp = PRICE, message = NO_PRICE) @Nullable
            String unitPrice,

            @Min(0) @Max(Versioned.MAX_VERSION) @Nullable Long expectedVersion)
            implements Versioned {

        @Nullable
        BigDecimal price() {
            return unitPrice == null ? null : new BigDecimal(unitPrice);
        }
    }

    record NewShipment(
            @Size(min = 1, max = MAX_LINES) @Nullable List<@NotNull(message = "is missing") @Valid ShippedLine> lines,

            @Min(0) @Max(Versioned.MAX_VERSION) @Nullable Long expectedVersion)
            implements Versioned, Concerning {

        @Override
        public Stream<Subject> subjects() {
            return lines == null ? Stream.of() : Requests.subjects(lines);
        }

        /** What to ship; null for all that is left. */
        @Nullable
        List<ItemQuantity> wanted() {
            if (lines == null) {
                return null;
            }
            requireOneLinePerItem(lines);
            return lines.stream()
                    .map(line -> new ItemQuantity(line.sku(), line.at(), line.quantity()))
                    .toList();
        }
    }

    record ShippedLine(
            @NotNull(message = "is missing") @Sku String sku,

            @NotNull(message = "is missing") @Min(1) @Max(MAX_QUANTITY)
            Long quantity,

            @Location @Nullable String location)
            implements Line {}

    record Cancellation(
            @Text @Nullable String reason,
            @Min(0) @Max(Versioned.MAX_VERSION) @Nullable Long expectedVersion) implements Versioned {}

    private static Stream<Subject> subjects(List<? extends Line> lines) {
        return lines.stream().map(line -> Subject.sku(line.sku()));
    }

    private static void requireOneLinePerItem(List<? extends Line> lines) {
        var first = new HashMap<String, Integer>();
        var faults = new ArrayList<Fault>();
        for (int index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            var before = first.putIfAbsent(line.sku() + "@" + line.at(), index);
            if (before != null) {
                faults.add(
                        new Fault("/lines/%d/sku".formatted(index), "is the same item as /lines/%d".formatted(before)));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
    }
}
