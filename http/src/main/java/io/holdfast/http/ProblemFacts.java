package io.holdfast.http;

import io.holdfast.http.conflict.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The facts of a problem to be kept, as JSON of a bounded size: of a long list the first ones, and under {@code leftOut} how
 * many there are besides.
 */
final class ProblemFacts {

    /** Characters of JSON that are kept of a problem. */
    static final int LONGEST = 8 * 1024;

    /** No list is looked at beyond; a busy item may have as many blockers as it likes. */
    private static final int LONGEST_LIST = 250;

    private static final String LEFT_OUT = "leftOut";
    private static final String ORDER = "order";

    /** Kept beside the facts, or the same for all problems of a kind. */
    private static final Set<String> NOT_HERE =
            Set.of(Fact.MESSAGE.wireName(), Fact.RETRY.wireName(), Fact.CORRELATION_ID.wireName());

    private final ObjectNode facts;
    private final List<Subject> subjects;

    private ProblemFacts(ObjectNode facts) {
        this.facts = facts;
        this.subjects = subjects(facts).toList();
    }

    static ProblemFacts of(Problem problem, JsonMapper json) {
        var facts = new LinkedHashMap<String, Object>();
        var leftOut = new LinkedHashMap<String, Integer>();
        var all = problem.getProperties() == null ? Map.<String, Object>of() : problem.getProperties();
        all.forEach((name, value) -> {
            if (value instanceof List<?> list && list.size() > LONGEST_LIST) {
                facts.put(name, list.subList(0, LONGEST_LIST));
                leftOut.put(name, list.size() - LONGEST_LIST);
            } else if (!NOT_HERE.contains(name)) {
                facts.put(name, value);
            }
        });
        if (!leftOut.isEmpty()) {
            facts.put(LEFT_OUT, leftOut);
        }
        return new ProblemFacts(json.valueToTree(facts));
    }

    /** Articles and orders that the problem names. */
    Stream<Subject> subjects() {
        return subjects.stream();
    }

    /** All facts, or as much of their lists as there is room for. */
    String json() {
        var text = facts.toString();
        while (text.length() > LONGEST && halve()) {
            text = facts.toString();
        }
        return text;
    }

    /** Halves the longest list; answers whether there was one. */
    private boolean halve() {
        var longest = facts.properties().stream()
                .filter(fact -> fact.getValue() instanceof ArrayNode list && !list.isEmpty())
                .max((one, other) ->
                        Integer.compare(one.getValue().size(), other.getValue().size()));
        longest.ifPresent(fact -> {
            var list = (ArrayNode) fact.getValue();
            int keep = list.size() / 2;
            var counts = facts.withObject("/" + LEFT_OUT);
            counts.put(fact.getKey(), counts.path(fact.getKey()).asInt(0) + list.size() - keep);
            while (list.size() > keep) {
                list.remove(list.size() - 1);
            }
        });
        return longest.isPresent();
    }

    private static Stream<Subject> subjects(ObjectNode problem) {
        var found = new ArrayList<Subject>();
        problem.forEachEntry((name, value) -> {
            if (value.isString()) {
                subject(name, value.stringValue()).ifPresent(found::add);
            }
        });
        problem.path(Fact.REFUSALS.wireName())
                .forEach(refusal -> found.addAll(subjects((ObjectNode) refusal).toList()));
        problem.path(Fact.BLOCKERS.wireName()).forEach(blocker -> found.addAll(blocker(blocker)));
        return found.stream();
    }

    /** An order, or a shipment: where to read more about it is its order. */
    private static List<Subject> blocker(JsonNode blocker) {
        var id = blocker.path(Fact.HOLDER.wireName()).asString();
        return blocker.path(Fact.HOLDER_KIND.wireName()).asString().equals(ORDER)
                ? List.of(Subject.order(id))
                : subject(
                                Fact.HREF.wireName(),
                                blocker.path(Fact.HREF.wireName()).asString())
                        .stream()
                        .toList();
    }

    /** What a field, or a part of a path, of this name names. */
    static Optional<Subject> subject(String name, String value) {
        if (name.equals(Fact.SKU.wireName())) {
            return Optional.of(Subject.sku(value));
        }
        if (name.equals(Fact.ORDER_ID.wireName())) {
            return Optional.of(Subject.order(value));
        }
        boolean order = name.equals(Fact.ID.wireName()) && value.startsWith(ORDER + "-");
        boolean link = (name.equals(Fact.EXISTING.wireName()) || name.equals(Fact.HREF.wireName()))
                && value.startsWith("/orders/");
        return order || link ? Optional.of(Subject.order(value.replace("/orders/", ""))) : Optional.empty();
    }
}
