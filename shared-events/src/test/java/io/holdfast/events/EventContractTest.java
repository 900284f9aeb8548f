package io.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.customer.CustomerErased;
import io.holdfast.events.customer.CustomerEvent;
import io.holdfast.events.customer.CustomerRegistered;
import io.holdfast.events.inventory.StockAdjusted;
import io.holdfast.events.inventory.StockDispatched;
import io.holdfast.events.inventory.StockItemDeleted;
import io.holdfast.events.inventory.StockItemDeletionCancelled;
import io.holdfast.events.inventory.StockItemDeletionStarted;
import io.holdfast.events.inventory.StockItemEvent;
import io.holdfast.events.inventory.StockItemRegistered;
import io.holdfast.events.inventory.StockPicked;
import io.holdfast.events.inventory.StockReceived;
import io.holdfast.events.inventory.StockReleased;
import io.holdfast.events.inventory.StockReserved;
import io.holdfast.events.inventory.StockUnpicked;
import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.LineChangeAbandoned;
import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLine;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.LedgerTypes;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.module.SimpleModule;

/** What was stored once can be read for ever: the golden files are only ever added to. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventContractTest {

    static final List<Class<?>> FAMILIES = List.of(StockItemEvent.class, OrderEvent.class, CustomerEvent.class);

    static final EventSerializer SERIALIZER =
            EventSerializer.of(List.of(new LedgerTypes(FAMILIES, new SimpleModule())));

    static final List<ItemQuantity> TWO_TEAS = List.of(new ItemQuantity("TEA-1", "main", 2));

    static Stream<Object> events() {
        return Stream.of(
                new StockItemRegistered("TEA-1", "main", "Tea", 10),
                new StockReceived("TEA-1", "main", 5, "PO-77"),
                new StockAdjusted("TEA-1", "main", -2, 13L, "cycle count"),
                new StockReserved("TEA-1", "main", "order-1", 3, 2),
                new StockReleased("TEA-1", "main", "order-1", 3),
                new StockPicked("TEA-1", "main", "shipment-1", "order-1", 2),
                new StockUnpicked("TEA-1", "main", "shipment-1", "order-1", 2),
                new StockDispatched("TEA-1", "main", "shipment-1", "order-1", 2),
                new StockItemDeletionStarted("TEA-1", "main"),
                new StockItemDeletionCancelled("TEA-1", "main"),
                new StockItemDeleted("TEA-1", "main", 8),
                new OrderPlaced(
                        "order-1",
                        "customer-1",
                        "EUR",
                        List.of(
                                new OrderLine("TEA-1", "main", 2, new BigDecimal("4.50")),
                                new OrderLine("CUP-1", "north", 1, null)),
                        Instant.parse("2026-03-03T12:00:00Z")),
                new OrderLineChanged("order-1", "TEA-1", "main", 5, 3, new BigDecimal("4.50")),
                new OrderLineRemoved("order-1", "TEA-1", "main", 2),
                new LineChangeAbandoned("order-1", "TEA-1", "main"),
                new ShipmentRecorded("order-1", "shipment-1", TWO_TEAS),
                new OrderCancelled("order-1", "changed my mind", TWO_TEAS),
                new OrderExpired("order-1", TWO_TEAS),
                new OrderAbandoned("order-1"),
                new ShipmentAbandoned("order-1", "shipment-1"),
                new CustomerRegistered("customer-1"),
                new CustomerErased("customer-1"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void is_written_as_its_golden_file_says(Object event) throws IOException {
        var written = SERIALIZER.serialize(event, String.class);
        assertThat(written.getData()).isEqualTo(golden(event));
        assertThat(written.getType().getName()).isEqualTo(event.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("events")
    void is_read_from_its_golden_file(Object event) throws IOException {
        Object read =
                SERIALIZER.deserialize(stored(golden(event), event.getClass().getSimpleName()));
        assertThat(read).isEqualTo(event);
    }

    @Test
    void every_event_has_a_golden_file() {
        assertThat(events().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(FAMILIES.stream()
                        .flatMap(family -> Stream.<Class<?>>of(family.getPermittedSubclasses()))
                        .toList());
    }

    @Test
    void every_golden_file_has_an_event() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/golden"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            events().map(event -> event.getClass().getSimpleName() + ".json")
                                    .toList());
        }
    }

    @Test
    void a_customer_is_an_id_and_nothing_more() {
        assertThat(CustomerEvent.class.getPermittedSubclasses())
                .allSatisfy(event -> assertThat(event.getRecordComponents())
                        .extracting(RecordComponent::getName)
                        .containsExactly("customerId"));
    }

    @Test
    void a_quantity_that_is_missing_is_not_read_as_zero() {
        var broken = stored("{\"sku\":\"TEA-1\",\"location\":\"main\",\"units\":5}", "StockReceived");
        assertThatThrownBy(() -> SERIALIZER.deserialize(broken)).isInstanceOf(SerializationException.class);
    }

    @Test
    void a_field_that_a_later_version_added_does_not_hurt() {
        var newer = stored(
                "{\"sku\":\"TEA-1\",\"location\":\"main\",\"writtenOff\":5,\"reason\":\"fire\"}", "StockItemDeleted");
        Object read = SERIALIZER.deserialize(newer);
        assertThat(read).isEqualTo(new StockItemDeleted("TEA-1", "main", 5));
    }

    @Test
    void a_field_that_was_added_is_written_where_there_is_something_to_say() {
        var amended = new StockReserved("TEA-1", "main", "order-1", 3, 2, 7L);
        var written = SERIALIZER.serialize(amended, String.class);
        assertThat(written.getData())
                .isEqualTo("{\"sku\":\"TEA-1\",\"location\":\"main\",\"orderId\":\"order-1\","
                        + "\"quantity\":3,\"added\":2,\"orderVersion\":7}");
        Object read = SERIALIZER.deserialize(written);
        assertThat(read).isEqualTo(amended);
    }

    private static String golden(Object event) throws IOException {
        var name = event.getClass().getSimpleName() + ".json";
        return Files.readString(Path.of("src/test/resources/golden", name)).strip();
    }

    private static SimpleSerializedObject<String> stored(String json, String type) {
        return new SimpleSerializedObject<>(json, String.class, new SimpleSerializedType(type, null));
    }
}
