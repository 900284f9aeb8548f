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
import java.util.function.Function;
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
            case HeldAgainstDeletion r ->
                held(
                                r,
                                r.blockers(),
                                order -> r.recalled() ? List.of(cancel(order)) : List.of(ship(order), cancel(order)),
                                List.of(TIME))
                        .with(Fact.HELD, r.held());
            case HeldAgainstAdjustment r -> {
                // What is shipped leaves with its hold, and as many units are missing as before.
                var receive = r.recalled() ? List.<String>of() : List.of("POST " + Hrefs.of(item, "/receipts"));
                yield held(r, r.blockers(), order -> concat(List.of(cancel(order)), receive), receive)
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

    /**
     * Who stands in the way, and what would clear it.
     *
     * @param ofOrder what to do about an order
     * @param ofShipments what to do about any shipment
     */
    private static Problem held(
            Rejection reason,
            List<Blocker> blockers,
            Function<ReservedFor, List<String>> ofOrder,
            List<String> ofShipments) {
        var bodies = blockers.stream()
                .map(blocker -> switch (blocker) {
                    case ReservedFor order ->
                        new BlockerBody(
                                "order",
                                order.orderId(),
                                Hrefs.ofOrder(order.orderId()),
                                order.quantity(),
                                ofOrder.apply(order));
                    case PickedFor shipment ->
                        new BlockerBody(
                                "shipment",
                                shipment.shipmentId(),
                                Hrefs.ofOrder(shipment.orderId()),
                                shipment.quantity(),
                                ofShipments);
                })
                .toList();
        return problem(ProblemType.STOCK_HELD, reason)
                .with(Fact.BLOCKERS, bodies)
                .with(Fact.BLOCKER_COUNT, bodies.size());
    }

    private static String ship(ReservedFor order) {
        return "POST " + Hrefs.ofOrder(order.orderId()) + "/shipments";
    }

    private static String cancel(ReservedFor order) {
        return "POST " + Hrefs.ofOrder(order.orderId()) + "/cancellation";
    }

    private static List<String> concat(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
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
