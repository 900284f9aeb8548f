package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Bring the books in line with the shelf. */
public record AdjustStock(@TargetAggregateIdentifier StockItemId item, Adjustment adjustment, String reason)
        implements StockItemCommand {

    /** What somebody found out: a difference, or a total. */
    public sealed interface Adjustment {}

    /**
     * Some units more or less than the books say.
     *
     * @param delta not 0
     */
    public record Difference(long delta) implements Adjustment {}

    /**
     * A count of what is there, whatever the books say.
     *
     * @param counted units on hand, 0 or more
     */
    public record Count(long counted) implements Adjustment {}
}
