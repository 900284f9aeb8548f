package io.holdfast.order;

import io.holdfast.ledger.Commands;
import io.holdfast.ledger.Contention;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.Recorded;
import io.holdfast.ledger.StaleVersion;
import io.holdfast.ledger.Streams;
import io.holdfast.order.LineRefusal.NotEnough;
import io.holdfast.order.Rejection.LinesRefused;
import io.holdfast.order.Rejection.Overtaken;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Changes lines of open orders, in the same three beats as {@link Orders}: who wants more asks inventory first and then records
 * it, who wants less records it and then gives back (docs/decisions/0011).
 */
public final class LineChanges {

    /** How often a change is tried while others change the order. */
    private static final int ATTEMPTS = 10;

    private static final Duration RETRY_AFTER = Duration.ofMillis(200);

    private final Orders orders;
    private final Commands commands;
    private final Stock stock;
    private final Promises promises;

    public LineChanges(Orders orders, Commands commands, Streams streams, Stock stock) {
        this.orders = orders;
        this.commands = commands;
        this.stock = stock;
        this.promises = new Promises(streams, stock);
    }

    /**
     * Has an open order want so many units of an item, if inventory can hold them.
     *
     * @param quantity units that are ordered from then on, shipped ones included, at least 1
     * @param unitPrice the price of one unit; null leaves it as it is
     * @throws Rejected if the order or inventory refuses; then the order holds what it held before
     * @throws StaleVersion if the caller presupposes another version of the order
     * @throws Contention if others changed the order again and again
     */
    public Recorded<OrderState> change(OrderId order, Item item, long quantity, @Nullable BigDecimal unitPrice) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(order, item, quantity, unitPrice);
            } catch (Rejected rejected) {
                if (!(rejected.reason() instanceof Overtaken)) {
                    throw rejected;
                }
                if (attempt == ATTEMPTS) {
                    throw new Contention(attempt, RETRY_AFTER);
                }
            }
        }
    }

    /**
     * Takes an item off an open order.
     *
     * @throws Rejected if the order refuses
     */
    public Recorded<OrderState> remove(OrderId order, Item item) {
        var recorded = commands.send(new RemoveLine(order, item));
        Orders.ifPossible(() -> promises.settle(order, item, recorded));
        return recorded;
    }

    private Recorded<OrderState> attempt(OrderId order, Item item, long quantity, @Nullable BigDecimal unitPrice) {
        var read = orders.requireOpen(order);
        var change = LineChange.of(order, read.state().details(), item, quantity, unitPrice);
        var record = new ChangeLine(order, item, quantity, unitPrice, read.version());
        if (change.isIncrease()) {
            ask(order, Claim.of(change.after(), item, read.version() + 1), quantity);
        }
        try {
            var recorded = commands.send(record);
            if (change.isDecrease()) {
                Orders.ifPossible(() -> promises.settle(order, item, recorded));
            }
            return recorded;
        } catch (Rejected | Contention | NoSuchStream | StaleVersion notRecorded) {
            if (change.isIncrease()) {
                Orders.ifPossible(() -> promises.settle(order, item));
            }
            throw notRecorded;
        }
        // Any other failure leaves open whether it was recorded; then the reconciler finds out and gives back.
    }

    private void ask(OrderId order, Claim claim, long quantity) {
        var refusals = stock.raise(order, claim);
        if (!refusals.isEmpty()) {
            long shipped = quantity - claim.left().quantity();
            throw new Rejected(new LinesRefused(
                    order,
                    refusals.stream()
                            .map(refusal -> inTermsOfTheLine(refusal, shipped))
                            .toList()));
        }
    }

    /** Inventory counts what is left to ship, whoever changes a line also what was shipped. */
    private static LineRefusal inTermsOfTheLine(LineRefusal refusal, long shipped) {
        return refusal instanceof NotEnough few
                ? new NotEnough(few.sku(), few.location(), few.requested() + shipped, few.available() + shipped)
                : refusal;
    }
}
