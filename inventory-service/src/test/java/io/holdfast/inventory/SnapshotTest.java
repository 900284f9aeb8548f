package io.holdfast.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.inventory.StockDispatched;
import io.holdfast.events.inventory.StockItemDeleted;
import io.holdfast.events.inventory.StockItemDeletionStarted;
import io.holdfast.events.inventory.StockItemEvent;
import io.holdfast.events.inventory.StockItemRegistered;
import io.holdfast.events.inventory.StockPicked;
import io.holdfast.events.inventory.StockReserved;
import io.holdfast.inventory.config.InventoryConfiguration;
import io.holdfast.ledger.EventSerializer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stock item that was written as a snapshot is the same when it is read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotTest {

    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    static final List<StockItemEvent> HELD = List.of(
            new StockItemRegistered("TEA-1", "main", "Tea", 10),
            new StockReserved("TEA-1", "main", "order-1", 4, 4),
            new StockReserved("TEA-1", "main", "order-2", 3, 3),
            new StockReserved("TEA-1", "main", "order-2", 2, -1, 5L),
            new StockPicked("TEA-1", "main", "shipment-1", "order-1", 1),
            new StockDispatched("TEA-1", "main", "shipment-1", "order-1", 1),
            new StockPicked("TEA-1", "main", "shipment-2", "order-1", 1));

    static Stream<List<StockItemEvent>> histories() {
        return Stream.of(
                HELD,
                with(new StockItemDeletionStarted("TEA-1", "main")),
                with(new StockItemDeleted("TEA-1", "main", 9)));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void is_read_as_it_was_written(List<StockItemEvent> history) {
        var serializer = EventSerializer.of(List.of(InventoryConfiguration.inventoryTypes()));
        var item = new StockItem();
        history.forEach(event -> item.on(event, NOON, MetaData.with("actor", "ann")));
        StockItem read = serializer.deserialize(serializer.serialize(item, String.class));
        assertThat(read.state()).isEqualTo(item.state());
    }

    private static List<StockItemEvent> with(StockItemEvent last) {
        return Stream.concat(HELD.stream(), Stream.of(last)).toList();
    }
}
