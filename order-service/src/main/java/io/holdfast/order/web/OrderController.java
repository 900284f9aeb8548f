package io.holdfast.order.web;

import io.holdfast.http.Page;
import io.holdfast.ledger.Recorded;
import io.holdfast.order.CancelOrder;
import io.holdfast.order.OrderId;
import io.holdfast.order.OrderState;
import io.holdfast.order.OrderState.Placed;
import io.holdfast.order.OrderState.Status;
import io.holdfast.order.Orders;
import io.holdfast.order.ShipmentId;
import io.holdfast.order.view.OrderList;
import io.holdfast.order.view.OrderRow;
import io.holdfast.order.web.Requests.Cancellation;
import io.holdfast.order.web.Requests.NewOrder;
import io.holdfast.order.web.Requests.NewShipment;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders: place, look at, ship, cancel. */
@RestController
@RequestMapping(path = "/orders", produces = "application/json")
class OrderController {

    private final Orders orders;
    private final OrderList list;

    OrderController(Orders orders, OrderList list) {
        this.orders = orders;
        this.list = list;
    }

    @PostMapping
    ResponseEntity<OrderBody> place(@Valid @RequestBody NewOrder body) {
        var order = OrderId.next();
        var placed = orders.place(order, body.customerId(), body.currency(), body.orderLines());
        return ResponseEntity.created(URI.create("/orders/" + order))
                .eTag(etag(placed))
                .body(body(order, placed));
    }

    @GetMapping("/{id}")
    ResponseEntity<OrderBody> get(
            @PathVariable @Pattern(regexp = OrderId.FORMAT, message = Requests.NO_ORDER_ID) String id) {
        var order = new OrderId(id);
        return answer(order, orders.get(order));
    }

    @GetMapping
    Page<OrderBody> list(
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false)
                    @Pattern(regexp = Requests.CUSTOMER_ID, message = Requests.NO_CUSTOMER_ID)
                    @Nullable
                    String customerId,
            @RequestParam(required = false) @Sku @Nullable String sku,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Pattern(regexp = OrderId.FORMAT, message = Requests.NO_ORDER_ID) @Nullable
                    String after) {
        var rows = list.list(new OrderList.Filter(status, customerId, sku, after), limit + 1);
        return Page.of(rows, limit, OrderBody::of, OrderRow::orderId);
    }

    @PostMapping("/{id}/shipments")
    ResponseEntity<ShipmentBody> ship(
            @PathVariable @Pattern(regexp = OrderId.FORMAT, message = Requests.NO_ORDER_ID) String id,
            @Valid @RequestBody(required = false) @Nullable NewShipment body) {
        var order = new OrderId(id);
        var shipment = ShipmentId.next();
        var shipped = orders.ship(order, shipment, body == null ? null : body.wanted());
        return ResponseEntity.created(URI.create("/orders/" + order))
                .eTag(etag(shipped))
                .body(ShipmentBody.of(order, shipment, placed(shipped)));
    }

    @PostMapping("/{id}/cancellation")
    ResponseEntity<OrderBody> cancel(
            @PathVariable @Pattern(regexp = OrderId.FORMAT, message = Requests.NO_ORDER_ID) String id,
            @Valid @RequestBody(required = false) @Nullable Cancellation body) {
        var order = new OrderId(id);
        return answer(order, orders.cancel(new CancelOrder(order, body == null ? null : body.reason())));
    }

    private static ResponseEntity<OrderBody> answer(OrderId order, Recorded<? extends OrderState> recorded) {
        return ResponseEntity.ok().eTag(etag(recorded)).body(body(order, recorded));
    }

    private static OrderBody body(OrderId order, Recorded<? extends OrderState> recorded) {
        return OrderBody.of(order, placed(recorded), recorded.version());
    }

    /** After a command that was accepted there is an order to show. */
    private static Placed placed(Recorded<? extends OrderState> recorded) {
        return (Placed) recorded.state();
    }

    private static String etag(Recorded<?> recorded) {
        return String.valueOf(recorded.version());
    }
}
