package io.holdfast.order;

import io.holdfast.ledger.Recorded;
import io.holdfast.ledger.Streams;
import io.holdfast.order.OrderState.Open;
import java.util.List;
import java.util.Optional;

/**
 * Lowers what inventory has promised an order to what the order wants now. It goes by the order as it stands, not by the event
 * that gave rise to it: it may run late, and repeatedly.
 */
final class Promises {

    private final Streams streams;
    private final Stock stock;

    Promises(Streams streams, Stock stock) {
        this.streams = streams;
        this.stock = stock;
    }

    /**
     * Gives back what the order does not want of the item; once more if the order changed meanwhile.
     *
     * @return whether no more is held now; otherwise somebody was granted more and may still record why
     */
    boolean settle(OrderId order, Item item) {
        boolean settled = true;
        for (var now = read(order); now.isPresent(); ) {
            settled = settle(order, item, now.get());
            var then = read(order);
            if (then.equals(now)) {
                return settled;
            }
            now = then;
        }
        return settled;
    }

    /** The same for an order as it was at some version. */
    boolean settle(OrderId order, Item item, Recorded<OrderState> now) {
        if (now.state() instanceof Open open) {
            return stock.lower(order, Claim.of(open.details(), item, now.version()));
        }
        stock.release(order, List.of(item.units(0)));
        return true;
    }

    private Optional<Recorded<OrderState>> read(OrderId order) {
        return streams.read(order.value(), Order::fold);
    }
}
