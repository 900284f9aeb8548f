package io.holdfast.order;

import io.holdfast.customer.CustomerId;
import io.holdfast.customer.OpenOrders;
import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.OrderLine;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.Contention;
import io.holdfast.ledger.Moment;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.Operation;
import io.holdfast.ledger.Outcome;
import io.holdfast.ledger.Recorded;
import io.holdfast.ledger.StaleVersion;
import io.holdfast.ledger.Streams;
import io.holdfast.ledger.Unavailable;
import io.holdfast.order.OrderState.Abandoned;
import io.holdfast.order.OrderState.Cancelled;
import io.holdfast.order.OrderState.Open;
import io.holdfast.order.OrderState.Placed;
import io.holdfast.order.Rejection.Fenced;
import io.holdfast.order.Rejection.LinesRefused;
import io.holdfast.order.Rejection.NotOpen;
import io.holdfast.order.Rejection.UnknownCustomer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what needs both an order and inventory, in three beats: ask inventory for every line at once, record in the
 * order what was granted, settle what the record implies. The record alone makes it true; whatever is refused before is
 * given back, and the caller learns of all of it (docs/decisions/0003).
 */
public final class Orders {

    /** How many of an operation's attempts may have been given up before: one for each death that was not retried at once. */
    private static final int ATTEMPTS = 100;

    private final Commands commands;
    private final Streams streams;
    private final Stock stock;
    private final OpenOrders open;
    private final Clock clock;
    private final @Nullable Duration hold;
    private final Promises promises;

    /** @param hold how long an order holds what it has not shipped; null for ever */
    public Orders(
            Commands commands, Streams streams, Stock stock, OpenOrders open, Clock clock, @Nullable Duration hold) {
        this.commands = commands;
        this.streams = streams;
        this.stock = stock;
        this.open = open;
        this.clock = clock;
        this.hold = hold;
        this.promises = new Promises(streams, stock);
    }

    /**
     * The order as it stood.
     *
     * @throws NoSuchStream if it was not placed yet, or never was
     */
    public Recorded<Placed> get(OrderId order, Moment moment) {
        return find(order, moment).orElseThrow(() -> new NoSuchStream(order.value(), moment));
    }

    private Optional<Recorded<Placed>> find(OrderId order) {
        return find(order, new Moment.Now());
    }

    private Optional<Recorded<Placed>> find(OrderId order, Moment moment) {
        return streams.read(order.value(), Order::fold, moment)
                .filter(recorded -> recorded.state() instanceof Placed)
                .map(recorded -> new Recorded<>((Placed) recorded.state(), recorded.version()));
    }

    /**
     * Places an order, if inventory grants every line of it.
     *
     * @param customerId who orders, if known
     * @param currency what the prices are in, if known
     * @param lines at least one, at most one per stock item
     * @return the order's id, as the name of its stream, and the order
     * @throws Rejected if there is no such customer, or with the refusals of all lines that cannot have their stock; then
     *     nothing is held
     */
    public Outcome<Recorded<OrderState>> place(
            @Nullable String customerId, @Nullable String currency, List<OrderLine> lines) {
        return commands.once(() -> untilNotGivenUp(attempt -> {
            var order = OrderId.toPlace(attempt);
            return new Outcome<>(order.value(), place(order, customerId, currency, lines));
        }));
    }

    private Recorded<OrderState> place(
            OrderId order, @Nullable String customerId, @Nullable String currency, List<OrderLine> lines) {
        commands.expect(order.value(), null);
        var wanted = lines.stream()
                .map(line -> new ItemQuantity(line.sku(), line.location(), line.quantity()))
                .toList();
        requireNotGivenUp(order, wanted);
        requireRegistered(order, customerId);
        var holdUntil = hold == null ? null : clock.instant().plus(hold);
        return askThenRecord(
                order,
                wanted,
                asked -> stock.reserve(order, asked),
                granted -> stock.release(order, granted),
                () -> commands.send(new PlaceOrder(order, customerId, currency, lines, holdUntil)));
    }

    /**
     * Ships units of an order, if none of their stock items is being deleted.
     *
     * @param wanted what to ship, at most one line per stock item; null for all that is left
     * @return the order, with the shipment as its last one
     * @throws Rejected with the refusals of all lines that cannot go; then nothing is picked
     */
    public Recorded<OrderState> ship(OrderId order, @Nullable List<ItemQuantity> wanted) {
        return commands.once(
                        () -> new Outcome<>(order.value(), untilNotGivenUp(attempt -> ship(order, wanted, attempt))))
                .answer();
    }

    private Recorded<OrderState> ship(OrderId order, @Nullable List<ItemQuantity> wanted, int attempt) {
        var open = requireOpen(order).state();
        var details = open.details();
        var lines = wanted == null ? details.left() : wanted;
        var shipment = ShipmentId.toRecord(attempt, lines);
        if (open.abandoned().contains(shipment.value())) {
            ifPossible(() -> putBack(order, shipment, lines)); // the reconciler does so line by line, behind its fence
            throw new Rejected(new Fenced(order, shipment.value()));
        }
        var recorded = askThenRecord(
                order,
                lines,
                asked -> pick(order, shipment, details, asked),
                granted -> putBack(order, shipment, granted),
                () -> commands.send(new RecordShipment(order, shipment, lines)));
        ifPossible(() -> stock.dispatch(shipment, lines));
        return recorded;
    }

    /**
     * Calls an order off.
     *
     * @throws Rejected if it has ended
     */
    public Recorded<OrderState> cancel(CancelOrder order) {
        var recorded = commands.send(order);
        if (recorded.state() instanceof Cancelled cancelled) {
            ifPossible(() -> stock.release(order.orderId(), cancelled.details().left()));
        }
        return recorded;
    }

    /** What the order itself refuses is not asked for; the rest is, so that the caller learns of everything at once. */
    private List<LineRefusal> pick(OrderId order, ShipmentId shipment, OrderDetails details, List<ItemQuantity> lines) {
        var refusals = new ArrayList<>(details.refusals(order, lines));
        refusals.addAll(stock.pick(shipment, order, without(refusals, lines)));
        return refusals;
    }

    /** An order that ended, or wants less meanwhile, has given its stock back already, but not what was picked then. */
    private void putBack(OrderId order, ShipmentId shipment, List<ItemQuantity> lines) {
        stock.unpick(shipment, lines);
        lines.forEach(line -> promises.settle(order, new Item(line.sku(), line.location())));
    }

    private static Recorded<OrderState> askThenRecord(
            OrderId order,
            List<ItemQuantity> lines,
            Function<List<ItemQuantity>, List<LineRefusal>> ask,
            Consumer<List<ItemQuantity>> giveBack,
            Supplier<Recorded<OrderState>> record) {
        List<LineRefusal> refusals;
        try {
            refusals = ask.apply(lines);
        } catch (Unavailable busy) { // some lines may have been granted
            ifAlone(() -> giveBack.accept(lines));
            throw busy;
        }
        if (!refusals.isEmpty()) {
            ifAlone(() -> giveBack.accept(without(refusals, lines)));
            throw new Rejected(new LinesRefused(order, refusals));
        }
        try {
            return record.get();
        } catch (Rejected | Contention | NoSuchStream | StaleVersion | Unavailable notRecorded) {
            ifAlone(() -> giveBack.accept(lines));
            throw notRecorded;
        }
        // Any other failure leaves open whether it was recorded; then the reconciler finds out and gives back.
    }

    /**
     * Begins anew when the reconciler has given up what a retry would go on with: the holds of an attempt that died some time
     * ago. What is done for the first time is given up only if it slept, and its caller is told.
     */
    private static <R> R untilNotGivenUp(IntFunction<R> attempts) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempts.apply(attempt);
            } catch (Rejected refused) {
                if (!(refused.reason() instanceof Fenced) || !Operation.isUnderWay() || attempt == ATTEMPTS) {
                    throw refused;
                }
            }
        }
    }

    /** What was held for an order that was given up goes back first: the next attempt may need it. */
    private void requireNotGivenUp(OrderId order, List<ItemQuantity> wanted) {
        if (Operation.isUnderWay()
                && streams.read(order.value(), Order::fold)
                        .filter(found -> found.state() instanceof Abandoned)
                        .isPresent()) {
            ifPossible(() -> stock.release(order, wanted));
            throw new Rejected(new Fenced(order, order.value()));
        }
    }

    /**
     * Gives back now what is not needed, unless somebody else may be at the same operation and hold it too. Then the
     * {@link Reconciler} gives it back, behind a fence.
     */
    private static void ifAlone(Runnable giveBack) {
        ifPossible(() -> {
            if (Operation.isAlone()) {
                giveBack.run();
            }
        });
    }

    /**
     * Does now, for the caller's sake, what happens anyway: {@link Settlement} repeats what a record implies until it is
     * done, and {@link Reconciler} gives back what was held in vain.
     */
    static void ifPossible(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException later) {
            // The caller's answer does not depend on it.
        }
    }

    private static List<ItemQuantity> without(List<LineRefusal> refusals, List<ItemQuantity> lines) {
        return lines.stream()
                .filter(line -> refusals.stream()
                        .noneMatch(refusal -> refusal.sku().equals(line.sku())
                                && refusal.location().equals(line.location())))
                .toList();
    }

    /** Not the last word, which is the record's: but nothing is asked for whom nobody knows. */
    private void requireRegistered(OrderId order, @Nullable String customerId) {
        if (customerId != null && !open.isRegistered(new CustomerId(customerId))) {
            throw new Rejected(new UnknownCustomer(order, new CustomerId(customerId)));
        }
    }

    /**
     * The order as it stands.
     *
     * @throws StaleVersion if the caller presupposes another version
     * @throws Rejected if it has ended
     */
    Recorded<Open> requireOpen(OrderId order) {
        var found = find(order);
        commands.expect(order.value(), found.map(Recorded::version).orElse(null));
        var recorded = found.orElseThrow(() -> new NoSuchStream(order.value()));
        if (recorded.state() instanceof Open open) {
            return new Recorded<>(open, recorded.version());
        }
        throw new Rejected(new NotOpen(order, recorded.state().status()));
    }
}
