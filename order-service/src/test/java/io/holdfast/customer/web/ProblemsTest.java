package io.holdfast.customer.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.customer.CustomerId;
import io.holdfast.customer.PersonalData.Field;
import io.holdfast.customer.Rejected;
import io.holdfast.customer.Rejection;
import io.holdfast.customer.Rejection.AlreadyRegistered;
import io.holdfast.customer.Rejection.Erased;
import io.holdfast.customer.Rejection.Needed;
import io.holdfast.customer.Rejection.Taken;
import io.holdfast.customer.web.Problems.BlockerBody;
import io.holdfast.http.ProblemType;
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

/** The whole table: what each refusal of a customer becomes on the wire. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemsTest {

    static final CustomerId ID = new CustomerId("customer-1");
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        new AlreadyRegistered(ID),
                        ProblemType.ALREADY_EXISTS,
                        "customer-1 exists already.",
                        Map.of("existing", "/customers/customer-1")),
                Arguments.of(
                        new Taken(ID, List.of(Field.EMAIL)),
                        ProblemType.UNIQUE_VIOLATION,
                        "Email already registered.",
                        Map.of("field", "email", "fields", List.of("email"))),
                Arguments.of(
                        new Taken(ID, List.of(Field.USERNAME)),
                        ProblemType.UNIQUE_VIOLATION,
                        "Username already taken.",
                        Map.of("field", "username", "fields", List.of("username"))),
                Arguments.of(
                        new Taken(ID, List.of(Field.EMAIL, Field.USERNAME)),
                        ProblemType.UNIQUE_VIOLATION,
                        "Email already registered. Username already taken.",
                        Map.of("field", "email", "fields", List.of("email", "username"))),
                Arguments.of(
                        new Needed(ID, List.of("order-1")),
                        ProblemType.ILLEGAL_TRANSITION,
                        "customer-1 cannot be erased: 1 open orders need it.",
                        Map.of(
                                "customerId",
                                "customer-1",
                                "state",
                                "NEEDED",
                                "allowed",
                                List.of("GET /orders?status=OPEN&customerId=customer-1"),
                                "blockers",
                                List.of(new BlockerBody(
                                        "order",
                                        "order-1",
                                        "/orders/order-1",
                                        List.of(
                                                "POST /orders/order-1/shipments",
                                                "POST /orders/order-1/cancellation"))),
                                "blockerCount",
                                1)),
                Arguments.of(
                        new Erased(ID, NOON, "ann"),
                        ProblemType.GONE,
                        "customer-1 was erased at 2026-03-03T12:00:00Z by ann.",
                        Map.of("customerId", "customer-1", "since", NOON, "by", "ann")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refusal_has_one_type_and_all_its_facts(
            Rejection reason, ProblemType type, String detail, Map<String, Object> facts) {
        var problem = Problems.of(reason);
        assertThat(problem.getStatus()).isEqualTo(type.status().value());
        assertThat(problem.getType()).isEqualTo(type.uri());
        assertThat(problem.getDetail()).isEqualTo(detail);
        var expected = new LinkedHashMap<>(facts);
        if (type.status().value() == 409) {
            expected.put("message", "Conflict: " + detail);
        }
        expected.put("retry", type.retry());
        assertThat(problem.getProperties()).isEqualTo(expected);
    }

    @Test
    void every_refusal_is_in_the_table() {
        assertThat(refusals().<Class<?>>map(row -> requireNonNull(row.get()[0]).getClass()))
                .contains(Rejection.class.getPermittedSubclasses());
    }

    @Test
    void an_answer_has_the_status_of_its_type() {
        assertThat(new Problems()
                        .answer(new Rejected(new Erased(ID, NOON, "ann")))
                        .getStatusCode()
                        .value())
                .isEqualTo(410);
    }
}
