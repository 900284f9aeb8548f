package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Stop keeping an item; what is on hand is written off. */
public record DeleteStockItem(@TargetAggregateIdentifier StockItemId item, WhenReserved whenReserved)
        implements StockItemCommand {

    /** What to do when orders hold units of it. */
    public enum WhenReserved {
        /** Leave everything as it is and say who holds them. */
        REFUSE,
        /** Let nobody take more, and delete it with the last reservation. */
        RECALL
    }
}
