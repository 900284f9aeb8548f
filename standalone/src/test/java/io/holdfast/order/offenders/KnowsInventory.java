package io.holdfast.order.offenders;

import io.holdfast.inventory.StockItem;

/** Breaks a rule on purpose: the architecture test must catch it. */
public final class KnowsInventory {
    public Class<?> other = StockItem.class;
}
