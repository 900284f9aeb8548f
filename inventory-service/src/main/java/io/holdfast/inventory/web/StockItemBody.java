package io.holdfast.inventory.web;

import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.StockLevels;
import io.holdfast.inventory.StockState.Present;
import io.holdfast.inventory.StockState.Status;
import io.holdfast.inventory.view.StockItemRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stock item as the API shows it; lists leave out who holds its units. */
public record StockItemBody(
        String sku,
        String location,
        @Nullable String name,
        Status status,
        long onHand,
        long reserved,
        long picked,
        long available,
        long version,
        @Nullable List<Reservation> reservations,
        @Nullable List<Pick> picks) {

    record Reservation(String orderId, long quantity) {}

    record Pick(String shipmentId, String orderId, long quantity) {}

    /** An item that is there, with everybody who holds units of it. */
    public static StockItemBody of(StockItemId item, Present state, long version) {
        var levels = state.levels();
        return new StockItemBody(
                item.sku(),
                item.location(),
                levels.name(),
                state.status(),
                levels.onHand(),
                levels.reserved(),
                levels.picked(),
                levels.available(),
                version,
                reservations(levels),
                picks(levels));
    }

    static StockItemBody of(StockItemRow row) {
        return new StockItemBody(
                row.sku(),
                row.location(),
                row.name(),
                row.status(),
                row.onHand(),
                row.reserved(),
                row.picked(),
                row.onHand() - row.reserved() - row.picked(),
                row.version(),
                null,
                null);
    }

    private static List<Reservation> reservations(StockLevels levels) {
        return levels.reservations().entrySet().stream()
                .filter(held -> held.getValue().quantity() > 0)
                .map(held -> new Reservation(held.getKey(), held.getValue().quantity()))
                .toList();
    }

    private static List<Pick> picks(StockLevels levels) {
        return levels.picks().entrySet().stream()
                .map(held -> new Pick(
                        held.getKey(),
                        held.getValue().orderId(),
                        held.getValue().quantity()))
                .toList();
    }
}
