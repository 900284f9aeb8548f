package io.holdfast.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What there is to know about a kind of problem.
 *
 * @param status the statuses it may be answered with, the usual one first
 * @param retry what a program should do
 * @param advice the same in a sentence
 * @param happened what happened
 * @param clearing what to do about it
 * @param facts every field that it may have
 * @param request a request that gets it
 * @param example what comes back
 */
record ProblemPage(
        String slug,
        URI type,
        String title,
        List<Integer> status,
        Retry retry,
        String advice,
        String happened,
        String clearing,
        List<Field> facts,
        String request,
        Problem example) {

    /** All of them. */
    @Schema(name = "ProblemPages")
    record All(List<ProblemPage> items) {}

    /**
     * A field.
     *
     * @param type what its value looks like
     * @param always whether each such problem has it
     * @param parts the fields of the objects in it
     */
    @Schema(name = "ProblemField")
    record Field(
            String name,
            String type,
            String meaning,
            boolean always,
            @Nullable List<Field> parts) {

        static Field of(Fact fact, boolean always) {
            var parts = fact.parts().stream()
                    .map(part -> of(part, part.isAlwaysThere()))
                    .toList();
            return new Field(
                    fact.wireName(), words(fact.kind()), fact.meaning(), always, parts.isEmpty() ? null : parts);
        }

        private static String words(Fact.Kind kind) {
            return switch (kind) {
                case TEXT, NUMBER, TIME, LINK -> kind.name().toLowerCase(Locale.ROOT);
                case TEXTS -> "list of texts";
                case OBJECTS -> "list of objects";
                case PROBLEMS -> "list of problems";
            };
        }
    }

    static ProblemPage of(ProblemType type) {
        var facts = new ArrayList<Field>();
        Fact.EVERY.forEach(fact -> facts.add(Field.of(fact, true)));
        type.always().forEach(fact -> facts.add(Field.of(fact, true)));
        type.sometimes().forEach(fact -> facts.add(Field.of(fact, false)));
        return new ProblemPage(
                type.slug(),
                type.uri(),
                type.title(),
                type.statuses().stream().map(HttpStatus::value).toList(),
                type.retry(),
                type.retry().advice(),
                type.happened(),
                type.clearing(),
                facts,
                type.exampleRequest(),
                type.example());
    }
}
