package io.holdfast.order;

import io.holdfast.ledger.Command;
import io.holdfast.ledger.Recorded;

/** Everything that can be asked of an order. */
public sealed interface OrderCommand extends Command<Recorded<OrderState>>
        permits PlaceOrder,
                ChangeLine,
                RemoveLine,
                RecordShipment,
                CancelOrder,
                ExpireOrder,
                AbandonOrder,
                AbandonShipment,
                AbandonLineChange {

    /** The order that decides. */
    OrderId orderId();
}
