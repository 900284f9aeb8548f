package io.holdfast.audit;

import io.holdfast.inventory.view.StockItemView;
import io.holdfast.ledger.projection.View;
import io.holdfast.order.view.HoldsView;
import io.holdfast.order.view.OrderView;
import java.util.List;

/** The projections that there are, for whoever looks at them without a service. */
public final class Views {

    /** All of them. */
    public static final List<View> ALL = List.of(new StockItemView(), new OrderView(), new HoldsView());

    private Views() {}
}
