package io.holdfast.client;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be asked of stock items. */
public final class Inventory {

    private Inventory() {}

    private record Registration(
            String sku, String location, @Nullable String name, long onHand) {}

    private record Receipt(long quantity, @Nullable String reference) {}

    private record Difference(long delta, String reason) {}

    private record Count(long counted, String reason) {}

    /** An item as it is now: sees every write that was answered before. */
    public static Read<StockItem> get(Item item) {
        return Read.of(Target.of(item), Inventory::item);
    }

    /**
     * Items by SKU and then location. A list follows writes a moment later.
     *
     * @param limit how many on a page, 1 to {@link Page#MAX_LIMIT}
     */
    public static Read<Page<StockItem>> list(StockItemFilter filter, int limit) {
        var target = Target.of("inventory")
                .with("location", filter.location())
                .with("status", filter.status())
                .with("skuPrefix", filter.skuPrefix())
                .with("limit", limit);
        return Read.of(target, reply -> Page.read(reply, StockItem.class));
    }

    /**
     * Registers an item. Refused if it exists and is not deleted.
     *
     * @param name for people, if it has one
     * @param onHand units that are there, 0 to 1,000,000
     */
    public static Write<StockItem> register(Item item, @Nullable String name, long onHand) {
        var body = new Registration(item.sku(), item.location(), name, onHand);
        return Write.post(Target.of("inventory"), body, Inventory::item);
    }

    /**
     * Receives units. Refused if the item is being deleted or was.
     *
     * @param quantity 1 to 1,000,000
     * @param reference where they came with, if that is to be kept
     */
    public static Write<StockItem> receive(Item item, long quantity, @Nullable String reference) {
        return Write.post(Target.of(item, "receipts"), new Receipt(quantity, reference), Inventory::item);
    }

    /**
     * Corrects what is on hand by a difference. Refused if less would be left than is held.
     *
     * @param delta -1,000,000 to 1,000,000, not 0
     */
    public static Write<StockItem> adjust(Item item, long delta, String reason) {
        return Write.post(Target.of(item, "adjustments"), new Difference(delta, reason), Inventory::item);
    }

    /**
     * Corrects what is on hand to what was counted. Refused if that is less than is held.
     *
     * @param counted 0 to 1,000,000,000
     */
    public static Write<StockItem> count(Item item, long counted, String reason) {
        return Write.post(Target.of(item, "adjustments"), new Count(counted, reason), Inventory::item);
    }

    /** Deletes an item. Refused while a shipment is under way, and perhaps while orders hold some. */
    public static Write<Deletion> delete(Item item, WhenReserved whenReserved) {
        var target = Target.of(item).with("whenReserved", whenReserved.name().toLowerCase(Locale.ROOT));
        return Write.delete(
                target, reply -> reply.status() == 202 ? new Deletion.Waiting(item(reply)) : new Deletion.Gone());
    }

    /** Takes back a deletion that waits for its last reservation. Refused if there is none. */
    public static Write<StockItem> cancelDeletion(Item item) {
        return Write.delete(Target.of(item, "deletion"), Inventory::item);
    }

    private static StockItem item(Reply reply) {
        return reply.as(StockItem.class);
    }
}
