package io.holdfast.http;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the page of a problem says beyond its name.
 *
 * @param happened what happened, for somebody who sees it for the first time
 * @param clearing what to do about it
 * @param request a request that gets it, as a request line
 * @param detail what that request is told
 * @param always facts that it always has
 * @param sometimes facts that it has where they apply
 * @param examples values of facts that say more here than the usual ones
 */
record Explanation(
        String happened,
        String clearing,
        String request,
        String detail,
        List<Fact> always,
        List<Fact> sometimes,
        Map<Fact, Object> examples) {

    static Explanation of(String happened, String clearing) {
        return new Explanation(happened, clearing, "", "", List.of(), List.of(), Map.of());
    }

    /** A request that gets the problem, and what it is told. */
    Explanation example(String line, String told) {
        return new Explanation(happened, clearing, line, told, always, sometimes, examples);
    }

    /** Facts that it always has. */
    Explanation with(Fact... facts) {
        return new Explanation(happened, clearing, request, detail, List.of(facts), sometimes, examples);
    }

    /** A value that says more in the example than the usual one. */
    Explanation showing(Fact fact, Object value) {
        var values = new EnumMap<>(Map.of(fact, value));
        values.putAll(examples);
        return new Explanation(happened, clearing, request, detail, always, sometimes, values);
    }

    /** Facts that it has where they apply. */
    Explanation sometimes(Fact... facts) {
        return new Explanation(happened, clearing, request, detail, always, List.of(facts), examples);
    }

    Object exampleOf(Fact fact) {
        return examples.getOrDefault(fact, fact.example());
    }
}
