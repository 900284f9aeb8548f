package io.holdfast.order.web;

import io.holdfast.http.Problem;
import io.holdfast.http.ProblemType;
import io.holdfast.order.Item;
import io.holdfast.order.LineRefusal;
import io.holdfast.order.LineRefusal.BeingDeleted;
import io.holdfast.order.LineRefusal.Contended;
import io.holdfast.order.LineRefusal.Deleted;
import io.holdfast.order.LineRefusal.LessLeft;
import io.holdfast.order.LineRefusal.NotEnough;
import io.holdfast.order.LineRefusal.NotOrdered;
import io.holdfast.order.LineRefusal.NotReserved;
import io.holdfast.order.LineRefusal.UnknownItem;
import io.holdfast.order.OrderId;
import io.holdfast.order.OrderState.Status;
import io.holdfast.order.Rejected;
import io.holdfast.order.Rejection;
import io.holdfast.order.Rejection.AlreadyPlaced;
import io.holdfast.order.Rejection.Fenced;
import io.holdfast.order.Rejection.HoldNotOver;
import io.holdfast.order.Rejection.LinesRefused;
import io.holdfast.order.Rejection.NotOpen;
import io.holdfast.order.Rejection.UnknownCustomer;
import java.time.Duration;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The only place that knows how a refusal by an order, or of an order's lines, is answered. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    /** A fenced request may be sent again soon, as a new one: what it held has gone back. */
    private static final Duration SOON = Duration.ofMillis(200);

    @ExceptionHandler
    ResponseEntity<Object> answer(Rejected rejected) {
        return of(rejected.reason()).response();
    }

    static Problem of(Rejection reason) {
        return switch (reason) {
            case AlreadyPlaced r ->
                Problem.of(ProblemType.ALREADY_EXISTS, r.message())
                        .with("orderId", r.orderId().value())
                        .with("existing", href(r.orderId()));
            case UnknownCustomer r ->
                Problem.of(ProblemType.NOT_FOUND, r.message())
                        .with("id", r.customerId().value());
            case NotOpen r -> illegal(r, r.status());
            case HoldNotOver r -> illegal(r, Status.OPEN).with("asOf", r.asOf());
            case Fenced r ->
                Problem.of(ProblemType.CONTENTION, r.message())
                        .with("id", r.what())
                        .with("attempts", 1)
                        .retryAfter(SOON);
            case LinesRefused r -> refused(r.lines(), r.message());
        };
    }

    /** One refused line is answered as itself. */
    private static Problem refused(List<LineRefusal> lines, String message) {
        return lines.size() == 1
                ? of(lines.getFirst())
                : Problem.of(ProblemType.LINES_REFUSED, message)
                        .with("refusals", lines.stream().map(Problems::of).toList());
    }

    static Problem of(LineRefusal refusal) {
        return switch (refusal) {
            case UnknownItem r ->
                line(ProblemType.NOT_FOUND, r).with("id", "stock-%s@%s".formatted(r.sku(), r.location()));
            case BeingDeleted r ->
                line(ProblemType.STOCK_BEING_DELETED, r)
                        .with("since", r.since())
                        .with("by", r.by())
                        .with("clearedBy", List.of("DELETE " + stock(r, "/deletion")));
            case Deleted r ->
                line(ProblemType.STOCK_DELETED, r)
                        .with("since", r.since())
                        .with("by", r.by())
                        .with("clearedBy", List.of("POST /inventory"));
            case NotEnough r ->
                line(ProblemType.INSUFFICIENT_STOCK, r)
                        .with("requested", r.requested())
                        .with("available", r.available())
                        .with("clearedBy", List.of("POST " + stock(r, "/receipts")));
            case NotReserved r ->
                line(ProblemType.INSUFFICIENT_STOCK, r)
                        .with("orderId", r.orderId().value())
                        .with("requested", r.requested())
                        .with("available", r.reserved())
                        .with("reserved", r.reserved())
                        .with(
                                "clearedBy",
                                List.of("GET " + href(r.orderId()), "PUT " + stock(r, "/reservations/" + r.orderId())));
            case NotOrdered r ->
                line(ProblemType.NOT_FOUND, r)
                        .with("orderId", r.orderId().value())
                        .with("id", href(r.orderId()) + "/lines/" + r.sku());
            case LessLeft r ->
                line(ProblemType.INSUFFICIENT_STOCK, r)
                        .with("orderId", r.orderId().value())
                        .with("requested", r.requested())
                        .with("available", r.left());
            case Contended r ->
                line(ProblemType.CONTENTION, r).with("attempts", r.attempts()).retryAfter(r.retryAfter());
        };
    }

    private static Problem line(ProblemType type, LineRefusal refusal) {
        return Problem.of(type, refusal.message()).with("sku", refusal.sku()).with("location", refusal.location());
    }

    private static Problem illegal(Rejection reason, Status status) {
        return Problem.of(ProblemType.ILLEGAL_TRANSITION, reason.message())
                .with("orderId", reason.orderId().value())
                .with("state", status)
                .with("allowed", allowed(reason.orderId(), status));
    }

    /** What callers may do with an order in this state. */
    private static List<String> allowed(OrderId order, Status status) {
        return switch (status) {
            case OPEN -> List.of("POST " + href(order) + "/shipments", "POST " + href(order) + "/cancellation");
            case SHIPPED, CANCELLED, EXPIRED -> List.of();
        };
    }

    private static String href(OrderId order) {
        return "/orders/" + order;
    }

    private static String stock(LineRefusal refusal, String below) {
        var path = "/inventory/" + refusal.sku() + below;
        return refusal.location().equals(Item.MAIN) ? path : path + "?location=" + refusal.location();
    }
}
