package io.holdfast.order.web;

import io.holdfast.http.Page;
import io.holdfast.http.ProblemType;
import io.holdfast.http.TimeTravel;
import io.holdfast.http.Versioned;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.holdfast.ledger.Recorded;
import io.holdfast.order.CancelOrder;
import io.holdfast.order.OrderId;
import io.holdfast.order.OrderState;
import io.holdfast.order.OrderState.Placed;
import io.holdfast.order.OrderState.Status;
import io.holdfast.order.Orders;
import io.holdfast.order.view.OrderList;
import io.holdfast.order.view.OrderRow;
import io.holdfast.order.web.Requests.Cancellation;
import io.holdfast.order.web.Requests.NewOrder;
import io.holdfast.order.web.Requests.NewShipment;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
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
@Tag(name = "orders", description = "Orders: place, look at, ship, cancel.")
@RestController
@RequestMapping(path = "/orders", produces = "application/json")
class OrderController {

    private final Orders orders;
    private final TimeTravel times;
    private final OrderList list;

    OrderController(Orders orders, TimeTravel times, OrderList list) {
        this.orders = orders;
        this.times = times;
        this.list = list;
    }

    @PostMapping
    @Contract(
            id = "placeOrder",
            summary = "Place an order",
            description = "All lines get their stock, or none does and there is no order.",
            answers =
                    @Answer(status = 201, when = "It is placed, and every line has its stock.", body = OrderBody.class),
            problems = {
                ProblemType.NOT_FOUND,
                ProblemType.STOCK_BEING_DELETED,
                ProblemType.STOCK_DELETED,
                ProblemType.INSUFFICIENT_STOCK,
                ProblemType.LINES_REFUSED
            })
    ResponseEntity<OrderBody> place(@Valid @RequestBody NewOrder body) {
        var outcome = orders.place(body.customerId(), body.currency(), body.orderLines());
        var order = new OrderId(outcome.stream());
        return ResponseEntity.created(URI.create("/orders/" + order))
                .eTag(etag(outcome.answer()))
                .body(OrderBody.of(
                        order, placed(outcome.answer()), outcome.answer().version()));
    }

    @GetMapping("/{id}")
    @Contract(
            id = "getOrder",
            summary = "Read an order",
            description = "A read sees every write that was answered before, or, as of a time or a position, what was"
                    + " there then.",
            answers = @Answer(status = 200, when = "The order.", body = OrderBody.class, position = true),
            problems = ProblemType.NOT_FOUND)
    ResponseEntity<OrderBody> get(
            @PathVariable @Pattern(regexp = OrderId.FORMAT, message = Requests.NO_ORDER_ID) String id,
            @Parameter(description = TimeTravel.AS_OF) @RequestParam(required = false) @Nullable Instant asOf,
            @Parameter(description = TimeTravel.AT_POSITION)
                    @RequestParam(required = false)
                    @Min(0)
                    @Max(Versioned.MAX_VERSION)
                    @Nullable
                    Long atPosition) {
        var order = new OrderId(id);
        return OrderBody.answer(order, orders.get(order, times.moment(asOf, atPosition)));
    }

    @GetMapping
    @Contract(
            id = "listOrders",
            summary = "List orders",
            description =
                    "A list follows writes a moment later. Follow next until it is missing: an order that was there at"
                            + " the start is seen exactly once, whatever is added meanwhile.",
            answers =
                    @Answer(
                            status = 200,
                            when =
                                    "Orders by their ids, without their shipments. Ids of requests without a key grow with time.",
                            body = OrderBody.class,
                            page = true))
    Page<OrderBody> list(
            @Parameter(description = "Only orders in this state.") @RequestParam(required = false) @Nullable
                    Status status,
            @RequestParam(required = false)
                    @Pattern(regexp = Requests.CUSTOMER_ID, message = Requests.NO_CUSTOMER_ID)
                    @Nullable
                    String customerId,
            @RequestParam(required = false) @Sku @Nullable String sku,
            @Parameter(description = "How many on a page, at most.")
                    @RequestParam(defaultValue = Page.DEFAULT_LIMIT)
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @RequestParam(required = false) @Pattern(regexp = OrderId.FORMAT, message = Requests.NO_ORDER_ID) @Nullable
                    String after) {
        var rows = list.list(new OrderList.Filter(status, customerId, sku, after), limit + 1);
        return Page.of(rows, limit, OrderBody::of, OrderRow::orderId);
    }

    @PostMapping("/{id}/shipments")
    @Contract(
            id = "shipOrder",
            summary = "Ship an order, or a part of it",
            description = "Without a body all that is left is shipped.",
            answers = @Answer(status = 201, when = "The shipment is recorded.", body = ShipmentBody.class),
            problems = {
                ProblemType.NOT_FOUND,
                ProblemType.STOCK_BEING_DELETED,
                ProblemType.STOCK_DELETED,
                ProblemType.INSUFFICIENT_STOCK,
                ProblemType.LINES_REFUSED,
                ProblemType.ILLEGAL_TRANSITION
            })
    ResponseEntity<ShipmentBody> ship(
            @PathVariable @Pattern(regexp = OrderId.FORMAT, message = Requests.NO_ORDER_ID) String id,
            @Valid @RequestBody(required = false) @Nullable NewShipment body) {
        var order = new OrderId(id);
        var shipped = orders.ship(order, body == null ? null : body.wanted());
        return ResponseEntity.created(URI.create("/orders/" + order))
                .eTag(etag(shipped))
                .body(ShipmentBody.of(order, placed(shipped)));
    }

    @PostMapping("/{id}/cancellation")
    @Contract(
            id = "cancelOrder",
            summary = "Cancel an order",
            answers =
                    @Answer(
                            status = 200,
                            when = "It is cancelled, and its stock is free again.",
                            body = OrderBody.class),
            problems = {ProblemType.NOT_FOUND, ProblemType.ILLEGAL_TRANSITION})
    ResponseEntity<OrderBody> cancel(
            @PathVariable @Pattern(regexp = OrderId.FORMAT, message = Requests.NO_ORDER_ID) String id,
            @Valid @RequestBody(required = false) @Nullable Cancellation body) {
        var order = new OrderId(id);
        return OrderBody.answer(order, orders.cancel(new CancelOrder(order, body == null ? null : body.reason())));
    }

    /** After a command that was accepted there is an order to show. */
    private static Placed placed(Recorded<? extends OrderState> recorded) {
        return (Placed) recorded.state();
    }

    private static String etag(Recorded<?> recorded) {
        return String.valueOf(recorded.version());
    }
}
