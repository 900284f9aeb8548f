package io.holdfast.audit.verification;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.LineChangeAbandoned;
import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLine;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
import io.holdfast.ledger.DecodedEntry;
import io.holdfast.order.Item;
import io.holdfast.order.OrderDetails;
import io.holdfast.order.OrderDetails.Line;
import io.holdfast.order.OrderState;
import io.holdfast.order.OrderState.Abandoned;
import io.holdfast.order.OrderState.Open;
import io.holdfast.order.OrderState.Placed;
import io.holdfast.order.ShipmentId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which histories an order can have. Written down once more, so that what the aggregate decides has a second opinion. */
final class OrderRules implements Rules<OrderEvent, OrderState> {

    @Override
    public Class<OrderEvent> family() {
        return OrderEvent.class;
    }

    @Override
    public String streamType() {
        return "Order";
    }

    @Override
    public String streamOf(OrderEvent event) {
        return event.orderId();
    }

    @Override
    public OrderState after(@Nullable OrderState before, OrderEvent event, DecodedEntry recorded) {
        return OrderState.evolve(before, event, recorded.at());
    }

    @Override
    public Optional<String> fault(OrderState after) {
        return after instanceof Placed placed ? quantities(placed.details()) : Optional.empty();
    }

    @Override
    public Optional<String> fault(@Nullable OrderState before, OrderEvent event) {
        return switch (event) {
            case OrderPlaced e -> first(before, "placed").or(() -> lines(e.lines()));
            case OrderAbandoned e -> first(before, "given up");
            case OrderLineChanged e -> open(before, open -> change(open.details(), e));
            case OrderLineRemoved e -> open(before, open -> removal(open.details(), e));
            case ShipmentRecorded e -> open(before, open -> shipment(open, e));
            case OrderCancelled e -> open(before, open -> released(open.details(), e.released()));
            case OrderExpired e ->
                open(
                        before,
                        open -> open.details().holdUntil() == null
                                ? Optional.of("It expired, but its hold has no end.")
                                : released(open.details(), e.released()));
            case ShipmentAbandoned e -> open(before, open -> unrecorded(open, e.shipmentId()));
            case LineChangeAbandoned e -> open(before, open -> Optional.empty());
        };
    }

    private static Optional<String> first(@Nullable OrderState before, String what) {
        return before == null
                ? Optional.empty()
                : Optional.of("The order was %s, but it was %s before.".formatted(what, word(before)));
    }

    private static Optional<String> open(@Nullable OrderState before, Function<Open, Optional<String>> rule) {
        return before instanceof Open open
                ? rule.apply(open)
                : Optional.of("The order was not open: it was %s.".formatted(word(before)));
    }

    private static String word(@Nullable OrderState state) {
        return switch (state) {
            case null -> "never placed";
            case Open open -> "placed";
            case Placed ended -> ended.status().name().toLowerCase(Locale.ROOT);
            case Abandoned abandoned -> "given up";
        };
    }

    private static Optional<String> lines(List<OrderLine> lines) {
        var items = new HashSet<Item>();
        if (lines.isEmpty()) {
            return Optional.of("The order was placed without a line.");
        }
        return lines.stream()
                .filter(line -> !items.add(new Item(line.sku(), line.location())))
                .findFirst()
                .map(line -> "The order was placed with two lines of %s at %s.".formatted(line.sku(), line.location()));
    }

    private static Optional<String> change(OrderDetails details, OrderLineChanged event) {
        var line = details.line(new Item(event.sku(), event.location()));
        long before = line.map(Line::quantity).orElse(0L);
        return before + event.change() == event.quantity()
                ? Optional.empty()
                : Optional.of("A line was changed by %d to %d, but it was %d before."
                        .formatted(event.change(), event.quantity(), before));
    }

    private static Optional<String> removal(OrderDetails details, OrderLineRemoved event) {
        var line = details.line(new Item(event.sku(), event.location()));
        if (line.isEmpty()) {
            return Optional.of("A line was removed that was not there.");
        }
        if (line.get().shipped() > 0 || details.lines().size() == 1) {
            return Optional.of("A line was removed that had to stay: something of it was shipped, or it is the last.");
        }
        return line.get().quantity() == event.quantity()
                ? Optional.empty()
                : Optional.of("A line of %d was removed, but it had %d."
                        .formatted(event.quantity(), line.get().quantity()));
    }

    private static Optional<String> shipment(Open open, ShipmentRecorded event) {
        if (event.lines().isEmpty()) {
            return Optional.of("A shipment of nothing was recorded.");
        }
        var units = event.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> new Item(line.sku(), line.location()), Collectors.summingLong(ItemQuantity::quantity)));
        return unrecorded(open, event.shipmentId())
                .or(() -> units.entrySet().stream()
                        .filter(item -> item.getValue()
                                > open.details()
                                        .line(item.getKey())
                                        .map(Line::left)
                                        .orElse(0L))
                        .findFirst()
                        .map(item -> "More of %s at %s was shipped than was left of the order: %d."
                                .formatted(item.getKey().sku(), item.getKey().location(), item.getValue())));
    }

    private static Optional<String> unrecorded(Open open, String shipment) {
        if (open.details().has(new ShipmentId(shipment))) {
            return Optional.of("%s was recorded before.".formatted(shipment));
        }
        return open.abandoned().contains(shipment)
                ? Optional.of("%s was given up before.".formatted(shipment))
                : Optional.empty();
    }

    private static Optional<String> released(OrderDetails details, List<ItemQuantity> released) {
        return details.left().equals(released)
                ? Optional.empty()
                : Optional.of("What was released is not what was left of the order.");
    }

    private static Optional<String> quantities(OrderDetails details) {
        return details.lines().stream()
                .filter(line -> line.quantity() < 1 || line.shipped() < 0 || line.left() < 0)
                .findFirst()
                .map(line -> "The line of %s at %s is impossible now: %d ordered, %d shipped."
                        .formatted(line.sku(), line.location(), line.quantity(), line.shipped()));
    }
}
