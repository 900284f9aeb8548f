package io.holdfast.order.web;

import static java.util.Comparator.naturalOrder;

import io.holdfast.http.Fact;
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
import io.holdfast.order.Rejection.LastLine;
import io.holdfast.order.Rejection.LinesRefused;
import io.holdfast.order.Rejection.NotOpen;
import io.holdfast.order.Rejection.Overtaken;
import io.holdfast.order.Rejection.ShippedAlready;
import io.holdfast.order.Rejection.TooManyLines;
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
                        .with(Fact.ORDER_ID, r.orderId().value())
                        .with(Fact.EXISTING, href(r.orderId()));
            case UnknownCustomer r ->
                Problem.of(ProblemType.NOT_FOUND, r.message())
                        .with(Fact.ID, r.customerId().value());
            case NotOpen r -> illegal(r, r.status());
            case HoldNotOver r -> illegal(r, Status.OPEN).with(Fact.AS_OF, r.asOf());
            case Fenced r ->
                Problem.of(ProblemType.CONTENTION, r.message())
                        .with(Fact.ID, r.what())
                        .with(Fact.ATTEMPTS, 1)
                        .retryAfter(SOON);
            case Overtaken r ->
                Problem.of(ProblemType.CONTENTION, r.message())
                        .with(Fact.ID, r.orderId().value())
                        .with(Fact.ATTEMPTS, 1)
                        .retryAfter(SOON);
            case ShippedAlready r ->
                line(r, r.item()).with(Fact.REQUESTED, r.requested()).with(Fact.SHIPPED, r.shipped());
            case LastLine r ->
                line(r, r.item()).with(Fact.ALLOWED, List.of("POST " + href(r.orderId()) + "/cancellation"));
            case TooManyLines r -> illegal(r, Status.OPEN).with(Fact.MAX_LINES, r.maximum());
            case LinesRefused r -> refused(r.lines(), r.message());
        };
    }

    /** One refused line is answered as itself. */
    private static Problem refused(List<LineRefusal> lines, String message) {
        if (lines.size() == 1) {
            return of(lines.getFirst());
        }
        var contended = lines.stream()
                .filter(Contended.class::isInstance)
                .map(Contended.class::cast)
                .toList();
        return contended.size() == lines.size() // nothing has to change first
                ? Problem.of(ProblemType.CONTENTION, message)
                        .with(
                                Fact.ATTEMPTS,
                                contended.stream()
                                        .mapToInt(Contended::attempts)
                                        .max()
                                        .orElseThrow())
                        .retryAfter(contended.stream()
                                .map(Contended::retryAfter)
                                .max(naturalOrder())
                                .orElseThrow())
                : Problem.of(ProblemType.LINES_REFUSED, message)
                        .with(Fact.REFUSALS, lines.stream().map(Problems::of).toList());
    }

    static Problem of(LineRefusal refusal) {
        return switch (refusal) {
            case UnknownItem r ->
                line(ProblemType.NOT_FOUND, r).with(Fact.ID, "stock-%s@%s".formatted(r.sku(), r.location()));
            case BeingDeleted r ->
                line(ProblemType.STOCK_BEING_DELETED, r)
                        .with(Fact.SINCE, r.since())
                        .with(Fact.BY, r.by())
                        .with(Fact.CLEARED_BY, List.of("DELETE " + stock(r, "/deletion")));
            case Deleted r ->
                line(ProblemType.STOCK_DELETED, r)
                        .with(Fact.SINCE, r.since())
                        .with(Fact.BY, r.by())
                        .with(Fact.CLEARED_BY, List.of("POST /inventory"));
            case NotEnough r ->
                line(ProblemType.INSUFFICIENT_STOCK, r)
                        .with(Fact.REQUESTED, r.requested())
                        .with(Fact.AVAILABLE, r.available())
                        .with(Fact.CLEARED_BY, List.of("POST " + stock(r, "/receipts")));
            case NotReserved r ->
                line(ProblemType.INSUFFICIENT_STOCK, r)
                        .with(Fact.ORDER_ID, r.orderId().value())
                        .with(Fact.REQUESTED, r.requested())
                        .with(Fact.AVAILABLE, r.reserved())
                        .with(Fact.RESERVED, r.reserved())
                        .with(Fact.CLEARED_BY, List.of("PUT " + stock(r, "/reservations/" + r.orderId()), "time"));
            case NotOrdered r ->
                line(ProblemType.NOT_FOUND, r)
                        .with(Fact.ORDER_ID, r.orderId().value())
                        .with(Fact.ID, href(r.orderId()) + "/lines/" + r.sku());
            case LessLeft r ->
                line(ProblemType.INSUFFICIENT_STOCK, r)
                        .with(Fact.ORDER_ID, r.orderId().value())
                        .with(Fact.REQUESTED, r.requested())
                        .with(Fact.AVAILABLE, r.left());
            case Contended r ->
                line(ProblemType.CONTENTION, r)
                        .with(Fact.ATTEMPTS, r.attempts())
                        .retryAfter(r.retryAfter());
        };
    }

    private static Problem line(ProblemType type, LineRefusal refusal) {
        return Problem.of(type, refusal.message())
                .with(Fact.SKU, refusal.sku())
                .with(Fact.LOCATION, refusal.location());
    }

    private static Problem line(Rejection reason, Item item) {
        return illegal(reason, Status.OPEN).with(Fact.SKU, item.sku()).with(Fact.LOCATION, item.location());
    }

    private static Problem illegal(Rejection reason, Status status) {
        return Problem.of(ProblemType.ILLEGAL_TRANSITION, reason.message())
                .with(Fact.ORDER_ID, reason.orderId().value())
                .with(Fact.STATE, status)
                .with(Fact.ALLOWED, allowed(reason.orderId(), status));
    }

    /** What callers may do with an order in this state. */
    private static List<String> allowed(OrderId order, Status status) {
        return switch (status) {
            case OPEN ->
                List.of(
                        "POST " + href(order) + "/shipments",
                        "POST " + href(order) + "/cancellation",
                        "PUT " + href(order) + "/lines/{sku}",
                        "DELETE " + href(order) + "/lines/{sku}");
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
