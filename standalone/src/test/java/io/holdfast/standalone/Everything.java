package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.ledger.TimeOrderedIds;
import io.holdfast.order.ExpireOrder;
import io.holdfast.order.OrderId;
import io.holdfast.order.ShipmentId;
import io.holdfast.order.Stock;
import io.holdfast.standalone.Http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets everything happen once that can happen, so that there is an event of every type, and waits until all is settled. */
final class Everything {

    /** What the service has to be started with. */
    static final List<Object> SETTINGS = List.of(
            ClockAhead.class,
            ClockAhead.RECONCILE_AFTER,
            "--holdfast.orders.reconcile-every=50ms",
            "--holdfast.orders.hold=1d");

    private final Service service;

    private Everything(Service service) {
        this.service = service;
    }

    static void happensIn(Service service) {
        var all = new Everything(service);
        all.stockComesAndGoes();
        all.ordersChange();
        all.crashesLeaveHolds();
        all.customersComeAndGo();
        await().atMost(Duration.ofSeconds(30)).until(() -> service.count("select count(*) from holds") == 0);
    }

    private void stockComesAndGoes() {
        done(post("/inventory", "{\"sku\":\"TEA\",\"name\":\"Tea\",\"onHand\":5}"));
        done(post("/inventory/TEA/receipts", "{\"quantity\":100,\"reference\":\"PO-1\"}"));
        done(post("/inventory/TEA/adjustments", "{\"delta\":-2,\"reason\":\"damaged\"}"));
        done(post("/inventory/TEA/adjustments", "{\"counted\":104,\"reason\":\"count\"}"));
        done(post("/inventory", "{\"sku\":\"CUP\",\"onHand\":7}"));
        done(service.http().delete("/inventory/CUP"));
        done(post("/inventory", "{\"sku\":\"CUP\",\"onHand\":9}"));
        var order = service.order("CUP", 2);
        done(service.http().delete("/inventory/CUP?whenReserved=recall"));
        done(service.http().delete("/inventory/CUP/deletion"));
        done(service.http().delete("/inventory/CUP?whenReserved=recall"));
        done(post("/orders/" + order + "/cancellation", "{\"reason\":\"recalled\"}"));
        await().until(() -> service.http().get("/inventory/CUP").status() == 410);
        done(post("/inventory", "{\"sku\":\"CUP\",\"onHand\":3}"));
    }

    private void ordersChange() {
        var customer = service.customer();
        var order = done(post("/orders", Service.orderFor(customer, "TEA", 5)))
                .at("/orderId")
                .asString();
        done(service.http().put("/orders/" + order + "/lines/TEA", "{\"quantity\":7}"));
        done(service.http().put("/orders/" + order + "/lines/CUP", "{\"quantity\":2}"));
        done(service.http().put("/orders/" + order + "/lines/TEA", "{\"quantity\":4}"));
        done(service.http().delete("/orders/" + order + "/lines/CUP"));
        done(post("/orders/" + order + "/shipments", "{\"lines\":[{\"sku\":\"TEA\",\"quantity\":1}]}"));
        done(post("/orders/" + order + "/shipments", null));
        var part = service.order("TEA", 3);
        done(post("/orders/" + part + "/shipments", "{\"lines\":[{\"sku\":\"TEA\",\"quantity\":1}]}"));
        done(post("/orders/" + part + "/cancellation", "{\"reason\":\"late\"}"));
        var expired = service.order("TEA", 3);
        service.commands()
                .send(new ExpireOrder(new OrderId(expired), Instant.now().plus(Duration.ofDays(2))));
    }

    private void crashesLeaveHolds() {
        var stock = service.bean(Stock.class);
        var two = List.of(new ItemQuantity("TEA", "main", 2));
        assertThat(stock.reserve(new OrderId("order-" + TimeOrderedIds.next()), two))
                .isEmpty();
        var order = new OrderId(service.order("TEA", 2));
        assertThat(stock.pick(new ShipmentId("shipment-" + TimeOrderedIds.next()), order, two))
                .isEmpty();
        service.bean(ClockAhead.class).goAhead();
        await().until(() -> service.events(order.value()).contains("ShipmentAbandoned"));
        done(post("/orders/" + order + "/cancellation", null));
    }

    private void customersComeAndGo() {
        done(service.http().delete("/customers/" + service.customer()));
    }

    private Answer post(String path, @Nullable String body) {
        return service.http().post(path, body);
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
        return answer;
    }
}
