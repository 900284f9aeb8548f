package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.conflict.Subject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of a problem has a bounded size, whatever the problem has. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemFactsTest {

    static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void facts_are_kept_as_they_are_without_what_is_kept_beside_them() {
        var problem = Problem.of(ProblemType.STOCK_HELD, "held")
                .with(Fact.SKU, "TEA")
                .with(Fact.HELD, 5)
                .correlated("request-7");
        assertThat(ProblemFacts.of(problem, JSON).json()).isEqualTo("{\"sku\":\"TEA\",\"held\":5}");
    }

    @Test
    void of_many_blockers_the_first_are_kept_and_how_many_there_are_besides() {
        var facts = ProblemFacts.of(held(10_000), JSON);
        var subjects = facts.subjects().toList();
        var kept = JSON.readTree(facts.json());
        assertThat(facts.json().length()).isLessThanOrEqualTo(ProblemFacts.LONGEST);
        assertThat(kept.at("/blockerCount").asInt()).isEqualTo(10_000);
        assertThat(kept.at("/blockers/0/id").asString()).isEqualTo("order-0");
        assertThat(kept.at("/blockers").size() + kept.at("/leftOut/blockers").asInt())
                .isEqualTo(10_000);
        assertThat(subjects)
                .hasSize(251)
                .contains(Subject.sku("TEA"), Subject.order("order-0"), Subject.order("order-249"));
    }

    @Test
    void few_blockers_are_kept_all() {
        var kept = JSON.readTree(ProblemFacts.of(held(10), JSON).json());
        assertThat(kept.at("/blockers")).hasSize(10);
        assertThat(kept.has("leftOut")).isFalse();
    }

    private static Problem held(int orders) {
        var blockers = IntStream.range(0, orders)
                .mapToObj(i -> Map.of(
                        "kind",
                        "order",
                        "id",
                        "order-" + i,
                        "href",
                        "/orders/order-" + i,
                        "clearedBy",
                        List.of("POST /orders/order-" + i + "/cancellation")))
                .toList();
        return Problem.of(ProblemType.STOCK_HELD, "held")
                .with(Fact.SKU, "TEA")
                .with(Fact.BLOCKERS, blockers)
                .with(Fact.BLOCKER_COUNT, orders);
    }
}
