package io.holdfast.order;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was ordered and what became of it so far.
 *
 * @param holdUntil when the hold on what is not shipped by then runs out; null if never
 * @param shipments oldest first
 */
public record OrderDetails(
        @Nullable String customerId,
        @Nullable String currency,
        List<Line> lines,
        List<Shipment> shipments,
        Instant placedAt,
        @Nullable Instant holdUntil) {

    /** The most lines that an order may have. */
    public static final int MAX_LINES = 100;

    public OrderDetails {
        lines = List.copyOf(lines);
        shipments = List.copyOf(shipments);
    }

    /**
     * One line.
     *
     * @param quantity units ordered
     * @param shipped units of them that were shipped
     */
    public record Line(
            String sku,
            String location,
            long quantity,
            long shipped,
            @Nullable BigDecimal unitPrice) {

        /** Units that are still to be shipped. */
        public long left() {
            return quantity - shipped;
        }

        boolean isFor(ItemQuantity units) {
            return isFor(new Item(units.sku(), units.location()));
        }

        boolean isFor(Item item) {
            return sku.equals(item.sku()) && location.equals(item.location());
        }

        private Line minus(List<ItemQuantity> shipment) {
            long gone = shipment.stream()
                    .filter(this::isFor)
                    .mapToLong(ItemQuantity::quantity)
                    .sum();
            return new Line(sku, location, quantity, shipped + gone, unitPrice);
        }
    }

    /** One shipment. */
    public record Shipment(String shipmentId, Instant recordedAt, List<ItemQuantity> lines) {}

    static OrderDetails of(OrderPlaced placed, Instant at) {
        var lines = placed.lines().stream()
                .map(line -> new Line(line.sku(), line.location(), line.quantity(), 0, line.unitPrice()))
                .toList();
        return new OrderDetails(placed.customerId(), placed.currency(), lines, List.of(), at, placed.holdUntil());
    }

    OrderDetails with(ShipmentRecorded recorded, Instant at) {
        var after = new ArrayList<>(shipments);
        after.add(new Shipment(recorded.shipmentId(), at, recorded.lines()));
        return new OrderDetails(
                customerId,
                currency,
                lines.stream().map(line -> line.minus(recorded.lines())).toList(),
                after,
                placedAt,
                holdUntil);
    }

    OrderDetails with(OrderLineChanged changed) {
        var item = new Item(changed.sku(), changed.location());
        long shipped = line(item).map(Line::shipped).orElse(0L);
        var after = new Line(item.sku(), item.location(), changed.quantity(), shipped, changed.unitPrice());
        return with(
                line(item).isPresent()
                        ? lines.stream()
                                .map(line -> line.isFor(item) ? after : line)
                                .toList()
                        : Stream.concat(lines.stream(), Stream.of(after)).toList());
    }

    OrderDetails without(Item item) {
        return with(lines.stream().filter(line -> !line.isFor(item)).toList());
    }

    private OrderDetails with(List<Line> others) {
        return new OrderDetails(customerId, currency, others, shipments, placedAt, holdUntil);
    }

    /** The line for an item, if the order has one. */
    public Optional<Line> line(Item item) {
        return lines.stream().filter(line -> line.isFor(item)).findFirst();
    }

    /** What is still to be shipped, by line. */
    public List<ItemQuantity> left() {
        return lines.stream()
                .filter(line -> line.left() > 0)
                .map(line -> new ItemQuantity(line.sku(), line.location(), line.left()))
                .toList();
    }

    /** The sum of all lines, or null if one of them has no price. */
    public @Nullable BigDecimal total() {
        return total(lines);
    }

    /** The sum of these lines, or null if one of them has no price. */
    public static @Nullable BigDecimal total(List<Line> lines) {
        var sum = BigDecimal.ZERO;
        for (var line : lines) {
            if (line.unitPrice() == null) {
                return null;
            }
            sum = sum.add(line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())));
        }
        return sum;
    }

    /** Whether that shipment was recorded. */
    public boolean has(ShipmentId shipment) {
        return shipments.stream().anyMatch(s -> s.shipmentId().equals(shipment.value()));
    }

    /** Why these units cannot be shipped, as far as the order itself is concerned. */
    List<LineRefusal> refusals(OrderId order, List<ItemQuantity> wanted) {
        return wanted.stream().flatMap(item -> refusal(order, item).stream()).toList();
    }

    private Optional<LineRefusal> refusal(OrderId order, ItemQuantity wanted) {
        long left = lineFor(wanted).mapToLong(Line::left).sum();
        if (lineFor(wanted).findAny().isEmpty()) {
            return Optional.of(new LineRefusal.NotOrdered(order, wanted.sku(), wanted.location()));
        }
        return left >= wanted.quantity()
                ? Optional.empty()
                : Optional.of(
                        new LineRefusal.LessLeft(order, wanted.sku(), wanted.location(), wanted.quantity(), left));
    }

    private Stream<Line> lineFor(ItemQuantity item) {
        return lines.stream().filter(line -> line.isFor(item));
    }
}
