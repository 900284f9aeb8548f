package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.Fact;
import io.holdfast.http.ProblemType;
import io.holdfast.standalone.Http.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Compares problems that came back with what is documented about them. */
final class Problems {

    private static final Set<Fact> ONLY_OUTERMOST = Set.of(Fact.INSTANCE, Fact.CORRELATION_ID);

    private Problems() {}

    /** Whatever was asked: an error is a problem with exactly the documented facts, and the headers say the same. */
    static void check(Answer answer) {
        if (answer.status() < 400 || answer.text().isEmpty()) {
            return;
        }
        assertThat(answer.header("Content-Type")).as(answer.text()).isEqualTo("application/problem+json");
        var problem = answer.json();
        assertThat(differences(problem)).as(answer.text()).isEmpty();
        assertThat(problem.at("/status").asInt()).isEqualTo(answer.status());
        assertThat(problem.at("/correlationId").asString()).isEqualTo(answer.header("Correlation-Id"));
        var pause = problem.at("/retryAfterMs");
        assertThat(answer.header("Retry-After"))
                .isEqualTo(pause.isMissingNode() ? "" : String.valueOf(Math.ceilDiv(pause.asLong(), 1000)));
        if (answer.problem().equals("method-not-allowed")) {
            assertThat(answer.header("Allow").split(", *"))
                    .containsExactlyElementsOf(problem.at("/allowed")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
        }
    }

    /** Facts that are missing, not documented, or not of the documented type. */
    static List<String> differences(JsonNode problem) {
        return differences(problem, Fact.EVERY);
    }

    static ProblemType typeOf(JsonNode problem) {
        var uri = problem.at("/type").asString();
        return Stream.of(ProblemType.values())
                .filter(type -> type.uri().toString().equals(uri))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No documented problem: " + problem));
    }

    private static List<String> differences(JsonNode problem, List<Fact> every) {
        var type = typeOf(problem);
        var always = new ArrayList<>(every);
        always.addAll(type.always());
        if (problem.at("/status").asInt() == 409) {
            always.add(Fact.MESSAGE);
        }
        var possible = new ArrayList<>(always);
        possible.addAll(type.sometimes());
        var differences = compare(problem, always, possible);
        if (type.statuses().stream()
                .noneMatch(status -> status.value() == problem.at("/status").asInt())) {
            differences.add("status: " + problem.at("/status"));
        }
        if (!type.retry().name().equals(problem.at("/retry").asString())) {
            differences.add("retry: " + problem.at("/retry"));
        }
        return differences;
    }

    private static List<String> compare(JsonNode object, List<Fact> always, List<Fact> possible) {
        var differences = new ArrayList<String>();
        var names = possible.stream().map(Fact::wireName).collect(Collectors.toSet());
        for (var name : object.propertyNames()) {
            if (!names.contains(name)) {
                differences.add("not documented: " + name);
            }
        }
        for (var fact : always) {
            if (!object.has(fact.wireName())) {
                differences.add("missing: " + fact.wireName());
            }
        }
        for (var fact : new HashSet<>(possible)) {
            if (object.has(fact.wireName())) {
                differences.addAll(wrong(fact, object.get(fact.wireName())));
            }
        }
        return differences;
    }

    private static List<String> wrong(Fact fact, JsonNode value) {
        boolean right = switch (fact.kind()) {
            case TEXT, LINK -> value.isString();
            case TIME -> value.isString() && value.asString().matches("\\d{4}-.*T.*Z");
            case NUMBER -> value.isIntegralNumber();
            case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
            // A caller may have missed nothing, when it presupposed what never was.
            case OBJECTS, PROBLEMS -> value.isArray() && (!value.isEmpty() || fact == Fact.MISSED_EVENTS);
        };
        if (!right) {
            return List.of("not a %s: %s is %s".formatted(fact.kind(), fact.wireName(), value));
        }
        return switch (fact.kind()) {
            case OBJECTS ->
                value.valueStream()
                        .flatMap(
                                part -> compare(
                                        part,
                                        fact.parts().stream()
                                                .filter(Fact::isAlwaysThere)
                                                .toList(),
                                        fact.parts())
                                        .stream())
                        .toList();
            case PROBLEMS ->
                value.valueStream()
                        .flatMap(part -> differences(part, withoutOutermost()).stream())
                        .toList();
            case TEXT, NUMBER, TIME, LINK, TEXTS -> List.of();
        };
    }

    private static List<Fact> withoutOutermost() {
        return Fact.EVERY.stream()
                .filter(fact -> !ONLY_OUTERMOST.contains(fact))
                .toList();
    }
}
