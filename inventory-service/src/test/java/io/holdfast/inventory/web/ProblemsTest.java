package io.holdfast.inventory.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.holdfast.inventory.web.Problems.BlockerBody;
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

/** The whole table: what each refusal of a stock item becomes on the wire. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemsTest {

    static final StockItemId TEA = new StockItemId("TEA-1", "main");
    static final StockItemId NORTH = new StockItemId("TEA-1", "north");
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    static final List<Blocker> BLOCKERS =
            List.of(new ReservedFor("order-1", 2), new PickedFor("shipment-1", "order-2", 1));

    /** A refusal because of them. */
    static Arguments held(Rejection reason, List<String> ofTheOrder, List<String> ofTheShipment, Object... more) {
        var bodies = List.of(
                new BlockerBody("order", "order-1", "/orders/order-1", 2, ofTheOrder),
                new BlockerBody("shipment", "shipment-1", "/orders/order-2", 1, ofTheShipment));
        var facts = facts("blockers", bodies, "blockerCount", 2, "held", 3L);
        facts.putAll(facts(more));
        return Arguments.of(
                reason,
                ProblemType.STOCK_HELD,
                "TEA-1 at main cannot be %s: orders or shipments hold 3 units of it."
                        .formatted(more.length == 0 ? "deleted" : "adjusted to 1 on hand"),
                facts);
    }

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(
                        new AlreadyExists(TEA),
                        ProblemType.ALREADY_EXISTS,
                        "TEA-1 at main exists already.",
                        facts("existing", "/inventory/TEA-1")),
                Arguments.of(
                        new BeingDeleted(NORTH, NOON, "ann"),
                        ProblemType.STOCK_BEING_DELETED,
                        "TEA-1 at north is being deleted since 2026-03-03T12:00:00Z by ann.",
                        facts(
                                "location",
                                "north",
                                "since",
                                NOON,
                                "by",
                                "ann",
                                "clearedBy",
                                List.of("DELETE /inventory/TEA-1/deletion?location=north"))),
                Arguments.of(
                        new Deleted(TEA, NOON, "ann"),
                        ProblemType.STOCK_DELETED,
                        "TEA-1 at main was deleted at 2026-03-03T12:00:00Z by ann.",
                        facts("since", NOON, "by", "ann", "clearedBy", List.of("POST /inventory"))),
                held(
                        new HeldAgainstDeletion(TEA, false, BLOCKERS),
                        List.of("POST /orders/order-1/shipments", "POST /orders/order-1/cancellation"),
                        List.of("time")),
                held(
                        new HeldAgainstDeletion(TEA, true, BLOCKERS),
                        List.of("POST /orders/order-1/cancellation"),
                        List.of("time")),
                held(
                        new HeldAgainstAdjustment(TEA, false, 1, BLOCKERS),
                        List.of("POST /orders/order-1/cancellation", "POST /inventory/TEA-1/receipts"),
                        List.of("POST /inventory/TEA-1/receipts"),
                        "onHand",
                        1L),
                held(
                        new HeldAgainstAdjustment(TEA, true, 1, BLOCKERS),
                        List.of("POST /orders/order-1/cancellation"),
                        List.of(),
                        "onHand",
                        1L),
                Arguments.of(
                        new LessOnHand(TEA, 11, 10),
                        ProblemType.INSUFFICIENT_STOCK,
                        "TEA-1 at main has 10 on hand, so 11 cannot be missing.",
                        facts(
                                "requested", 11L,
                                "available", 10L,
                                "clearedBy", List.of("POST /inventory/TEA-1/receipts"))),
                Arguments.of(
                        new NotEnough(TEA, "order-1", 7, 6),
                        ProblemType.INSUFFICIENT_STOCK,
                        "TEA-1 at main has 6 available for order-1, not 7.",
                        facts(
                                "orderId",
                                "order-1",
                                "requested",
                                7L,
                                "available",
                                6L,
                                "clearedBy",
                                List.of("POST /inventory/TEA-1/receipts"))),
                Arguments.of(
                        new NotReserved(TEA, "shipment-1", "order-1", 2, 1),
                        ProblemType.INSUFFICIENT_STOCK,
                        "TEA-1 at main has 1 reserved for order-1, not 2.",
                        facts(
                                "shipmentId",
                                "shipment-1",
                                "orderId",
                                "order-1",
                                "requested",
                                2L,
                                "available",
                                1L,
                                "clearedBy",
                                List.of("PUT /inventory/TEA-1/reservations/order-1"))),
                Arguments.of(
                        new PickedDifferently(TEA, "shipment-1", "order-1", 2),
                        ProblemType.ALREADY_EXISTS,
                        "TEA-1 at main has 2 picked for shipment-1 of order-1 already.",
                        facts(
                                "shipmentId", "shipment-1",
                                "orderId", "order-1",
                                "quantity", 2L,
                                "existing", "/inventory/TEA-1")),
                Arguments.of(
                        new NotPicked(TEA, "shipment-1", Status.DELETED),
                        ProblemType.ILLEGAL_TRANSITION,
                        "TEA-1 at main has nothing picked for shipment-1.",
                        facts(
                                "shipmentId",
                                "shipment-1",
                                "state",
                                Status.DELETED,
                                "allowed",
                                List.of("POST /inventory"))),
                Arguments.of(
                        new NotBeingDeleted(TEA, Status.ACTIVE),
                        ProblemType.ILLEGAL_TRANSITION,
                        "TEA-1 at main is not being deleted.",
                        facts(
                                "state",
                                Status.ACTIVE,
                                "allowed",
                                List.of(
                                        "POST /inventory/TEA-1/receipts",
                                        "POST /inventory/TEA-1/adjustments",
                                        "DELETE /inventory/TEA-1"))));
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_refusal_has_one_type_and_all_its_facts(
            Rejection reason, ProblemType type, String detail, Map<String, Object> facts) {
        var problem = Problems.of(reason);
        assertThat(problem.getStatus()).isEqualTo(type.status().value());
        assertThat(problem.getType()).isEqualTo(type.uri());
        assertThat(problem.getTitle()).isEqualTo(type.title());
        assertThat(problem.getDetail()).isEqualTo(detail);
        var expected = new LinkedHashMap<>(facts);
        expected.put("message", "Conflict: " + detail);
        expected.put("retry", type.retry());
        assertThat(problem.getProperties()).isEqualTo(expected);
        assertThat(problem.missing()).isEmpty();
    }

    @Test
    void every_refusal_is_in_the_table() {
        assertThat(table().<Class<?>>map(row -> requireNonNull(row.get()[0]).getClass())
                        .distinct())
                .containsExactlyInAnyOrder(Rejection.class.getPermittedSubclasses());
    }

    @Test
    void every_refusal_of_a_stock_item_is_a_conflict() {
        assertThat(table().map(row -> (ProblemType) requireNonNull(row.get()[1])))
                .allSatisfy(type -> assertThat(type.status().value()).isEqualTo(409));
    }

    @Test
    void an_answer_has_the_status_of_its_problem() {
        var answer = new Problems().answer(new Rejected(new AlreadyExists(TEA)));
        assertThat(answer.getStatusCode().value()).isEqualTo(409);
    }

    /** The facts named, and the item that all refusals name. */
    private static Map<String, Object> facts(Object... pairs) {
        var facts = new LinkedHashMap<String, Object>(Map.of("sku", "TEA-1", "location", "main"));
        for (int i = 0; i < pairs.length; i += 2) {
            facts.put((String) pairs[i], pairs[i + 1]);
        }
        return facts;
    }
}
