package io.holdfast.order.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.customer.CustomerId;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table: what each refusal of an order, or of one of its lines, becomes on the wire. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemsTest {

    static final OrderId ID = new OrderId("order-1");
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    static final LineRefusal UNKNOWN = new UnknownItem("TEA-1", "main");
    static final LineRefusal TOO_FEW = new NotEnough("CUP-1", "north", 7, 6);

    static final List<String> ALLOWED = List.of(
            "POST /orders/order-1/shipments",
            "POST /orders/order-1/cancellation",
            "PUT /orders/order-1/lines/{sku}",
            "DELETE /orders/order-1/lines/{sku}");

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        new AlreadyPlaced(ID),
                        ProblemType.ALREADY_EXISTS,
                        "order-1 exists already.",
                        Map.of("orderId", "order-1", "existing", "/orders/order-1")),
                Arguments.of(
                        new UnknownCustomer(ID, new CustomerId("customer-1")),
                        ProblemType.NOT_FOUND,
                        "There is no customer-1: it was never registered, or it is erased.",
                        Map.of("id", "customer-1")),
                Arguments.of(
                        new NotOpen(ID, Status.CANCELLED),
                        ProblemType.ILLEGAL_TRANSITION,
                        "order-1 is CANCELLED, no longer OPEN.",
                        Map.of("orderId", "order-1", "state", Status.CANCELLED, "allowed", List.of())),
                Arguments.of(
                        new HoldNotOver(ID, NOON),
                        ProblemType.ILLEGAL_TRANSITION,
                        "The hold of order-1 is not over at 2026-03-03T12:00:00Z.",
                        Map.of("orderId", "order-1", "state", Status.OPEN, "allowed", ALLOWED, "asOf", NOON)),
                Arguments.of(
                        new Fenced(ID, "shipment-1"),
                        ProblemType.CONTENTION,
                        "shipment-1 took too long and was given up.",
                        Map.of("id", "shipment-1", "attempts", 1, "retryAfterMs", 200L)),
                Arguments.of(
                        new Overtaken(ID, 3, 4),
                        ProblemType.CONTENTION,
                        "order-1 is at version 4, no longer at 3.",
                        Map.of("id", "order-1", "attempts", 1, "retryAfterMs", 200L)),
                Arguments.of(
                        new ShippedAlready(ID, new Item("TEA-1", "main"), 1, 2),
                        ProblemType.ILLEGAL_TRANSITION,
                        "order-1 has shipped 2 of TEA-1 at main already, so 1 are too few.",
                        Map.of(
                                "orderId",
                                "order-1",
                                "sku",
                                "TEA-1",
                                "location",
                                "main",
                                "state",
                                Status.OPEN,
                                "allowed",
                                ALLOWED,
                                "requested",
                                1L,
                                "shipped",
                                2L)),
                Arguments.of(
                        new LastLine(ID, new Item("TEA-1", "main")),
                        ProblemType.ILLEGAL_TRANSITION,
                        "TEA-1 at main is all that order-1 is about: cancel it instead.",
                        Map.of(
                                "orderId",
                                "order-1",
                                "sku",
                                "TEA-1",
                                "location",
                                "main",
                                "state",
                                Status.OPEN,
                                "allowed",
                                List.of("POST /orders/order-1/cancellation"))),
                Arguments.of(
                        new TooManyLines(ID, 100),
                        ProblemType.ILLEGAL_TRANSITION,
                        "order-1 has 100 lines already, which is the most.",
                        Map.of("orderId", "order-1", "state", Status.OPEN, "allowed", ALLOWED, "maxLines", 100)),
                Arguments.of(
                        new LinesRefused(
                                ID,
                                List.of(
                                        new Contended("TEA-1", "main", 5, Duration.ofMillis(300)),
                                        new Contended("CUP-1", "main", 5, Duration.ofMillis(700)))),
                        ProblemType.CONTENTION,
                        "2 lines cannot have their stock.",
                        Map.of("attempts", 5, "retryAfterMs", 700L)),
                Arguments.of(
                        new LinesRefused(ID, List.of(UNKNOWN, TOO_FEW)),
                        ProblemType.LINES_REFUSED,
                        "2 lines cannot have their stock.",
                        Map.of("refusals", List.of(Problems.of(UNKNOWN), Problems.of(TOO_FEW)))));
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of(
                        UNKNOWN,
                        ProblemType.NOT_FOUND,
                        "There is no TEA-1 at main.",
                        Map.of("sku", "TEA-1", "location", "main", "id", "stock-TEA-1@main")),
                Arguments.of(
                        new BeingDeleted("TEA-1", "north", NOON, "ann"),
                        ProblemType.STOCK_BEING_DELETED,
                        "TEA-1 at north is being deleted since 2026-03-03T12:00:00Z by ann.",
                        Map.of(
                                "sku",
                                "TEA-1",
                                "location",
                                "north",
                                "since",
                                NOON,
                                "by",
                                "ann",
                                "clearedBy",
                                List.of("DELETE /inventory/TEA-1/deletion?location=north"))),
                Arguments.of(
                        new Deleted("TEA-1", "main", NOON, "ann"),
                        ProblemType.STOCK_DELETED,
                        "TEA-1 at main was deleted at 2026-03-03T12:00:00Z by ann.",
                        Map.of(
                                "sku",
                                "TEA-1",
                                "location",
                                "main",
                                "since",
                                NOON,
                                "by",
                                "ann",
                                "clearedBy",
                                List.of("POST /inventory"))),
                Arguments.of(
                        TOO_FEW,
                        ProblemType.INSUFFICIENT_STOCK,
                        "CUP-1 at north has 6 available, not 7.",
                        Map.of(
                                "sku",
                                "CUP-1",
                                "location",
                                "north",
                                "requested",
                                7L,
                                "available",
                                6L,
                                "clearedBy",
                                List.of("POST /inventory/CUP-1/receipts?location=north"))),
                Arguments.of(
                        new NotOrdered(ID, "TEA-1", "main"),
                        ProblemType.NOT_FOUND,
                        "order-1 has no line for TEA-1 at main.",
                        Map.of(
                                "sku",
                                "TEA-1",
                                "location",
                                "main",
                                "orderId",
                                "order-1",
                                "id",
                                "/orders/order-1/lines/TEA-1")),
                Arguments.of(
                        new NotReserved(ID, "TEA-1", "main", 3, 1),
                        ProblemType.INSUFFICIENT_STOCK,
                        "order-1 holds 1 of TEA-1 at main on the shelf, not 3.",
                        Map.of(
                                "sku",
                                "TEA-1",
                                "location",
                                "main",
                                "orderId",
                                "order-1",
                                "requested",
                                3L,
                                "available",
                                1L,
                                "reserved",
                                1L,
                                "clearedBy",
                                List.of("PUT /inventory/TEA-1/reservations/order-1", "time"))),
                Arguments.of(
                        new LessLeft(ID, "TEA-1", "main", 3, 1),
                        ProblemType.INSUFFICIENT_STOCK,
                        "order-1 has 1 of TEA-1 at main left to ship, not 3.",
                        Map.of(
                                "sku",
                                "TEA-1",
                                "location",
                                "main",
                                "orderId",
                                "order-1",
                                "requested",
                                3L,
                                "available",
                                1L)),
                Arguments.of(
                        new Contended("TEA-1", "main", 5, Duration.ofMillis(200)),
                        ProblemType.CONTENTION,
                        "Others changed TEA-1 at main at the same time; gave up after 5 attempts.",
                        Map.of("sku", "TEA-1", "location", "main", "attempts", 5, "retryAfterMs", 200L)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refusal_has_one_type_and_all_its_facts(
            Rejection reason, ProblemType type, String detail, Map<String, Object> facts) {
        check(Problems.of(reason), type, detail, facts);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_refused_line_has_one_type_and_all_its_facts(
            LineRefusal reason, ProblemType type, String detail, Map<String, Object> facts) {
        check(Problems.of(reason), type, detail, facts);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_line_that_is_refused_alone_is_answered_as_itself(
            LineRefusal reason, ProblemType type, String detail, Map<String, Object> facts) {
        check(Problems.of(new LinesRefused(ID, List.of(reason))), type, detail, facts);
    }

    @Test
    void every_refusal_is_in_the_table() {
        assertThat(refusals()
                        .<Class<?>>map(row -> requireNonNull(row.get()[0]).getClass())
                        .distinct())
                .containsExactlyInAnyOrder(Rejection.class.getPermittedSubclasses());
    }

    @Test
    void every_refusal_of_a_line_is_in_the_table() {
        assertThat(lines().<Class<?>>map(row -> requireNonNull(row.get()[0]).getClass()))
                .containsExactlyInAnyOrder(LineRefusal.class.getPermittedSubclasses());
    }

    @Test
    void an_answer_says_when_another_try_is_worth_it() {
        var contended = new Contended("TEA-1", "main", 5, Duration.ofMillis(1_200));
        var answer = new Problems().answer(new Rejected(new LinesRefused(ID, List.of(contended))));
        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("2");
    }

    private static void check(Problem problem, ProblemType type, String detail, Map<String, Object> facts) {
        assertThat(problem.getStatus()).isEqualTo(type.status().value());
        assertThat(problem.getType()).isEqualTo(type.uri());
        assertThat(problem.getTitle()).isEqualTo(type.title());
        assertThat(problem.getDetail()).isEqualTo(detail);
        var expected = new LinkedHashMap<>(facts);
        if (type.status().value() == 409) {
            expected.put("message", "Conflict: " + detail);
        }
        expected.put("retry", type.retry());
        assertThat(problem.getProperties()).isEqualTo(expected);
        assertThat(problem.missing()).isEmpty();
    }
}
