package io.holdfast.inventory;

import java.util.Set;

/**
 * What an order has left to ship of an item, as of one of its versions.
 *
 * @param left units, 0 or more
 * @param recorded the order's recorded shipments: what they took off the shelf is no longer in {@code left}
 * @param orderVersion the version of the order; of one that is about to change, the version it will have then
 */
public record Claim(String orderId, long left, Set<String> recorded, long orderVersion) {

    public Claim {
        recorded = Set.copyOf(recorded);
    }
}
