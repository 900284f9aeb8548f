package io.holdfast.customer.web;

import io.holdfast.customer.PersonalData.Field;
import io.holdfast.customer.Rejected;
import io.holdfast.customer.Rejection;
import io.holdfast.customer.Rejection.AlreadyRegistered;
import io.holdfast.customer.Rejection.Erased;
import io.holdfast.customer.Rejection.Needed;
import io.holdfast.customer.Rejection.Taken;
import io.holdfast.http.Fact;
import io.holdfast.http.Problem;
import io.holdfast.http.ProblemType;
import java.util.List;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The only place that knows how a refusal by a customer is answered. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    /** Where a customer stands whom orders keep from being erased. */
    static final String NEEDED = "NEEDED";

    /**
     * An order that stands in the way.
     *
     * @param href where to read more
     * @param clearedBy the requests that would clear it, as request lines
     */
    record BlockerBody(String kind, String id, String href, List<String> clearedBy) {}

    @ExceptionHandler
    ResponseEntity<Object> answer(Rejected rejected) {
        return of(rejected.reason()).response();
    }

    static Problem of(Rejection reason) {
        return switch (reason) {
            case AlreadyRegistered r ->
                Problem.of(ProblemType.ALREADY_EXISTS, r.message()).with(Fact.EXISTING, "/customers/" + r.customerId());
            case Taken r ->
                Problem.of(ProblemType.UNIQUE_VIOLATION, r.message())
                        .with(Fact.FIELD, name(r.fields().getFirst()))
                        .with(
                                Fact.FIELDS,
                                r.fields().stream().map(Problems::name).toList());
            case Needed r ->
                Problem.of(ProblemType.ILLEGAL_TRANSITION, r.message())
                        .with(Fact.CUSTOMER_ID, r.customerId().value())
                        .with(Fact.STATE, NEEDED)
                        .with(Fact.ALLOWED, List.of("GET /orders?status=OPEN&customerId=" + r.customerId()))
                        .with(
                                Fact.BLOCKERS,
                                r.orders().stream().map(Problems::blocker).toList())
                        .with(Fact.BLOCKER_COUNT, r.orders().size());
            case Erased r ->
                Problem.of(ProblemType.GONE, r.message())
                        .with(Fact.CUSTOMER_ID, r.customerId().value())
                        .with(Fact.SINCE, r.since())
                        .with(Fact.BY, r.by());
        };
    }

    private static String name(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static BlockerBody blocker(String order) {
        var href = "/orders/" + order;
        return new BlockerBody(
                "order", order, href, List.of("POST " + href + "/shipments", "POST " + href + "/cancellation"));
    }
}
