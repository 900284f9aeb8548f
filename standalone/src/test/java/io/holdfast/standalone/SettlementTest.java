package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.ledger.Caller;
import io.holdfast.order.CancelOrder;
import io.holdfast.order.ChangeLine;
import io.holdfast.order.ExpireOrder;
import io.holdfast.order.Item;
import io.holdfast.order.OrderId;
import io.holdfast.order.RecordShipment;
import io.holdfast.order.RemoveLine;
import io.holdfast.order.ShipmentId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded is settled, also when whoever recorded it died at once. The reconciler is too slow to help. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SettlementTest {

    Service service;
    String sku;
    OrderId order;

    @BeforeEach
    void an_order(@TempDir Path data) {
        service = new Service(data, "--holdfast.orders.reconcile-after=1h", "--holdfast.orders.hold=1h");
        sku = service.stock(10);
        order = new OrderId(service.order(sku, 4));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void a_cancelled_order_gives_its_stock_back_on_behalf_of_whoever_cancelled_it() {
        ScopedValue.where(Caller.CURRENT, new Caller("ada", "request-7"))
                .run(() -> service.commands().send(new CancelOrder(order, null)));
        awaitStock(10, 0, 0);
        assertThat(service.database()
                        .sql("select metadata from ledger where event_type = 'StockReleased'")
                        .query((row, index) -> row.getString(1))
                        .single())
                .contains("\"actor\":\"ada\"", "\"correlation\":\"request-7\"");
    }

    @Test
    void an_expired_order_gives_its_stock_back() {
        service.commands().send(new ExpireOrder(order, Instant.now().plusSeconds(7200)));
        awaitStock(10, 0, 0);
    }

    @Test
    void a_line_that_wants_less_gives_the_rest_back() {
        service.commands().send(new ChangeLine(order, new Item(sku, "main"), 1, null, 0));
        awaitStock(10, 1, 0);
    }

    @Test
    void a_removed_line_gives_everything_back() {
        var cup = service.stock(1);
        service.http().put("/orders/" + order + "/lines/" + cup, "{\"quantity\":1}");
        service.commands().send(new RemoveLine(order, new Item(sku, "main")));
        awaitStock(10, 0, 0);
    }

    @Test
    void a_recorded_shipment_leaves_the_building() {
        var shipment = "shipment-1";
        service.http()
                .put(
                        "/inventory/" + sku + "/picks/" + shipment,
                        "{\"orderId\":\"%s\",\"quantity\":3}".formatted(order.value()));
        service.commands()
                .send(new RecordShipment(order, new ShipmentId(shipment), List.of(new ItemQuantity(sku, "main", 3))));
        awaitStock(7, 1, 0);
    }

    private void awaitStock(long onHand, long reserved, long picked) {
        await().untilAsserted(() -> {
            var item = service.http().get("/inventory/" + sku);
            assertThat(List.of(item.at("/onHand"), item.at("/reserved"), item.at("/picked")))
                    .extracting(number -> number.asLong())
                    .containsExactly(onHand, reserved, picked);
        });
    }
}
