package io.holdfast.inventory.web;

import io.holdfast.http.Fact;
import io.holdfast.http.Problem;
import io.holdfast.http.ProblemType;
import io.holdfast.inventory.Blocker;
import io.holdfast.inventory.Blocker.PickedFor;
import io.holdfast.inventory.Blocker.ReservedFor;
import io.holdfast.inventory.Rejected;
import io.holdfast.inventory.Rejection;
import io.holdfast.inventory.Rejection.AlreadyExists;
import io.holdfast.inventory.Rejection.BeingDeleted;
import io.holdfast.inventory.Rejection.Deleted;
import io.holdfast.inventory.Rejection.HeldAgainstAdjustment;
import io.holdfast.inventory.Rejection.HeldAgainstDeletion;
import io.holdfast.inventory.Rejection.LessOnHand;
import io.holdfast.inventory.Rejection.NotBeingDeleted;
import io.holdfast.inventory.Rejection.NotEnough;
import io.holdfast.inventory.Rejection.NotPicked;
import io.holdfast.inventory.Rejection.NotReserved;
import io.holdfast.inventory.Rejection.PickedDifferently;
import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.StockState.Status;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The only place that knows how a refusal by a stock item is answered. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    /** What clears a blocker that goes away without the caller: waiting. */
    static final String TIME = "time";

    private static final String SHIP = "/shipments";
    private static final String CANCEL = "/cancellation";

    /**
     * Somebody who stands in the way.
     *
     * @param kind {@code order} or {@code shipment}
     * @param href where to read more
     * @param clearedBy the requests that would clear it, as request lines, or {@code time}
     */
    record BlockerBody(String kind, String id, String href, long quantity, List<String> clearedBy) {}

    @ExceptionHandler
    ResponseEntity<Object> answer(Rejected rejected) {
        return of(rejected.reason()).response();
    }

    static Problem of(Rejection reason) {
        var item = reason.item();
        return switch (reason) {
            case AlreadyExists r -> problem(ProblemType.ALREADY_EXISTS, r).with(Fact.EXISTING, Hrefs.of(item));
            case BeingDeleted r ->
                problem(ProblemType.STOCK_BEING_DELETED, r)
                        .with(Fact.SINCE, r.since())
                        .with(Fact.BY, r.by())
                        .with(Fact.CLEARED_BY, List.of("DELETE " + Hrefs.of(item, "/deletion")));
            case Deleted r ->
                problem(ProblemType.STOCK_DELETED, r)
                        .with(Fact.SINCE, r.since())
                        .with(Fact.BY, r.by())
                        .with(Fact.CLEARED_BY, List.of("POST /inventory"));
            case HeldAgainstDeletion r -> {
                var orders = r.recalled() ? List.of(CANCEL) : List.of(SHIP, CANCEL);
                yield held(r, bodies(r.blockers(), orders, List.of(), List.of(TIME)))
                        .with(Fact.HELD, r.held());
            }
            case HeldAgainstAdjustment r -> {
                // What is shipped leaves with its hold, and as many units are missing as before.
                var more = r.recalled() ? List.<String>of() : List.of("POST " + Hrefs.of(item, "/receipts"));
                yield held(r, bodies(r.blockers(), List.of(CANCEL), more, more))
                        .with(Fact.HELD, r.held())
                        .with(Fact.ON_HAND, r.onHand());
            }
            case LessOnHand r ->
                problem(ProblemType.INSUFFICIENT_STOCK, r)
                        .with(Fact.REQUESTED, r.requested())
                        .with(Fact.AVAILABLE, r.onHand())
                        .with(Fact.CLEARED_BY, List.of("POST " + Hrefs.of(item, "/receipts")));
            case NotEnough r ->
                problem(ProblemType.INSUFFICIENT_STOCK, r)
                        .with(Fact.ORDER_ID, r.orderId())
                        .with(Fact.REQUESTED, r.requested())
                        .with(Fact.AVAILABLE, r.available())
                        .with(Fact.CLEARED_BY, List.of("POST " + Hrefs.of(item, "/receipts")));
            case NotReserved r ->
                problem(ProblemType.INSUFFICIENT_STOCK, r)
                        .with(Fact.SHIPMENT_ID, r.shipmentId())
                        .with(Fact.ORDER_ID, r.orderId())
                        .with(Fact.REQUESTED, r.requested())
                        .with(Fact.AVAILABLE, r.reserved())
                        .with(Fact.CLEARED_BY, List.of("PUT " + Hrefs.of(item, "/reservations/" + r.orderId())));
            case PickedDifferently r ->
                problem(ProblemType.ALREADY_EXISTS, r)
                        .with(Fact.SHIPMENT_ID, r.shipmentId())
                        .with(Fact.ORDER_ID, r.orderId())
                        .with(Fact.QUANTITY, r.quantity())
                        .with(Fact.EXISTING, Hrefs.of(item));
            case NotPicked r -> illegal(r, r.status()).with(Fact.SHIPMENT_ID, r.shipmentId());
            case NotBeingDeleted r -> illegal(r, r.status());
        };
    }

    private static Problem problem(ProblemType type, Rejection reason) {
        return Problem.of(type, reason.message())
                .with(Fact.SKU, reason.item().sku())
                .with(Fact.LOCATION, reason.item().location());
    }

    private static Problem held(Rejection reason, List<BlockerBody> blockers) {
        return problem(ProblemType.STOCK_HELD, reason)
                .with(Fact.BLOCKERS, blockers)
                .with(Fact.BLOCKER_COUNT, blockers.size());
    }

    /**
     * Who stands in the way, and what would clear it.
     *
     * @param ofOrders what to do with an order, as the last part of its path
     * @param orElse what else would do instead
     * @param ofShipments what to do about a shipment
     */
    private static List<BlockerBody> bodies(
            List<Blocker> blockers, List<String> ofOrders, List<String> orElse, List<String> ofShipments) {
        return blockers.stream()
                .map(blocker -> switch (blocker) {
                    case ReservedFor order -> {
                        var href = Hrefs.ofOrder(order.orderId());
                        var requests = ofOrders.stream().map(what -> "POST " + href + what);
                        yield new BlockerBody(
                                "order",
                                order.orderId(),
                                href,
                                order.quantity(),
                                Stream.concat(requests, orElse.stream()).toList());
                    }
                    case PickedFor shipment ->
                        new BlockerBody(
                                "shipment",
                                shipment.shipmentId(),
                                Hrefs.ofOrder(shipment.orderId()),
                                shipment.quantity(),
                                ofShipments);
                })
                .toList();
    }

    private static Problem illegal(Rejection reason, Status status) {
        return problem(ProblemType.ILLEGAL_TRANSITION, reason)
                .with(Fact.STATE, status)
                .with(Fact.ALLOWED, allowed(reason.item(), status));
    }

    /** What callers may do with an item in this state. */
    private static List<String> allowed(StockItemId item, Status status) {
        return switch (status) {
            case ACTIVE ->
                List.of(
                        "POST " + Hrefs.of(item, "/receipts"),
                        "POST " + Hrefs.of(item, "/adjustments"),
                        "DELETE " + Hrefs.of(item));
            case DELETING -> List.of("POST " + Hrefs.of(item, "/adjustments"), "DELETE " + Hrefs.of(item, "/deletion"));
            case DELETED -> List.of("POST /inventory");
        };
    }
}
