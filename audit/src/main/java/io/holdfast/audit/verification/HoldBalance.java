package io.holdfast.audit.verification;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.inventory.StockDispatched;
import io.holdfast.events.inventory.StockItemEvent;
import io.holdfast.events.inventory.StockReleased;
import io.holdfast.events.inventory.StockReserved;
import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentRecorded;
import io.holdfast.ledger.DecodedEntry;
import io.holdfast.ledger.verification.Check;
import io.holdfast.ledger.verification.Finding;
import io.holdfast.ledger.verification.Finding.Kind;
import io.holdfast.ledger.verification.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is held of the stock is what orders want. Two sums that come to nothing once everything is settled: for each item of
 * an order, what it is promised or has picked less what it has left to ship; and for each item of a shipment, what was
 * recorded less what was dispatched. Only what does not come to nothing is remembered.
 *
 * <p>Between the beats of an order it may be otherwise for a moment, and what a crash left is given back a moment later. So a
 * sum counts only if nothing has changed it for a while before the last event.
 */
final class HoldBalance implements Check {

    private final Duration patience;
    private final Map<Sum, Balance> open = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private Instant last = Instant.MIN;

    /** @param patience how long it may take until everything is settled */
    HoldBalance(Duration patience) {
        this.patience = patience;
    }

    /** @param owner an order, or a shipment */
    private record Sum(String owner, String sku, String location) {

        /** An event may have been written by somebody who leaves things out. */
        Sum {
            requireNonNull(owner, "order or shipment");
        }
    }

    private record Balance(long units, DecodedEntry changedBy) {}

    @Override
    public void see(DecodedEntry recorded, Findings findings) {
        last = recorded.at().isAfter(last) ? recorded.at() : last;
        switch (recorded.payload()) {
            case StockItemEvent event -> see(event, recorded);
            case OrderEvent event -> see(event, recorded);
            default -> {}
        }
    }

    private void see(StockItemEvent event, DecodedEntry recorded) {
        switch (event) {
            case StockReserved e -> add(e.orderId(), e.sku(), e.location(), e.added(), recorded);
            case StockReleased e -> add(e.orderId(), e.sku(), e.location(), -e.quantity(), recorded);
            case StockDispatched e -> add(e.shipmentId(), e.sku(), e.location(), -e.quantity(), recorded);
            default -> {} // what is picked stays promised until the shipment is recorded
        }
    }

    private void see(OrderEvent event, DecodedEntry recorded) {
        switch (event) {
            case OrderPlaced e ->
                e.lines().forEach(line -> add(e.orderId(), line.sku(), line.location(), -line.quantity(), recorded));
            case OrderLineChanged e -> add(e.orderId(), e.sku(), e.location(), -e.change(), recorded);
            case OrderLineRemoved e -> add(e.orderId(), e.sku(), e.location(), e.quantity(), recorded);
            case ShipmentRecorded e -> each(e.lines(), item -> ship(e, item, recorded));
            case OrderCancelled e -> each(e.released(), item -> add(e.orderId(), item, recorded));
            case OrderExpired e -> each(e.released(), item -> add(e.orderId(), item, recorded));
            default -> {}
        }
    }

    /** It was promised to the order until now, which has the less left to ship; from now on it is to be dispatched. */
    private void ship(ShipmentRecorded event, ItemQuantity item, DecodedEntry recorded) {
        add(event.shipmentId(), item, recorded);
    }

    private static void each(List<ItemQuantity> items, Consumer<ItemQuantity> step) {
        items.forEach(step);
    }

    private void add(String owner, ItemQuantity item, DecodedEntry recorded) {
        add(owner, item.sku(), item.location(), item.quantity(), recorded);
    }

    private void add(String owner, String sku, String location, long units, DecodedEntry recorded) {
        open.compute(new Sum(owner, sku, location), (sum, before) -> {
            long after = (before == null ? 0 : before.units()) + units;
            return after == 0 ? null : new Balance(after, recorded);
        });
    }

    @Override
    public void lose(String stream) {
        lost.add(stream);
    }

    @Override
    public void end(Findings findings) {
        if (!lost.isEmpty()) {
            return; // a sum of which something is missing says nothing
        }
        open.forEach((sum, balance) -> {
            if (balance.changedBy().at().isBefore(last.minus(patience))) {
                findings.add(finding(sum, balance));
            }
        });
    }

    private static Finding finding(Sum sum, Balance balance) {
        var entry = balance.changedBy().entry();
        boolean shipment = sum.owner().startsWith("shipment-");
        var text = balance.units() > 0
                ? (shipment
                        ? "%d of %s at %s were to leave with %s and never did."
                        : "%d of %s at %s are held for %s, which does not want them.")
                : (shipment
                        ? "%d of %s at %s left with %s, which was never recorded."
                        : "%d of %s at %s are wanted by %s and not held for it.");
        return new Finding(
                entry.position(),
                entry.streamId(),
                Kind.UNSETTLED,
                text.formatted(Math.abs(balance.units()), sum.sku(), sum.location(), sum.owner()));
    }
}
