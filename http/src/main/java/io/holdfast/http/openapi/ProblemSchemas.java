package io.holdfast.http.openapi;

import io.holdfast.http.Fact;
import io.holdfast.http.ProblemType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.http.HttpStatus;

/** The schemas of problems, from the one list of them. */
final class ProblemSchemas {

    /** Any problem; where several are listed each is one of these. */
    static final String ANY = "Problem";

    private ProblemSchemas() {}

    /** What every problem has. */
    static Schema<?> any() {
        return object("A problem (RFC 9457).", everyWithoutRequest(), List.of(Fact.INSTANCE, Fact.CORRELATION_ID));
    }

    @SuppressWarnings("unchecked") // as the model has it
    static Schema<?> of(ProblemType type) {
        var sometimes = new ArrayList<>(type.sometimes());
        var always = new ArrayList<>(Fact.EVERY);
        always.addAll(type.always());
        if (type.statuses().equals(List.of(HttpStatus.CONFLICT))) {
            sometimes.remove(Fact.MESSAGE);
            always.add(Fact.MESSAGE);
        }
        var schema = object(type.happened(), always, sometimes);
        schema.getProperties()
                .put(Fact.TYPE.wireName(), constant(Fact.TYPE, type.uri().toString()));
        schema.getProperties().put(Fact.TITLE.wireName(), constant(Fact.TITLE, type.title()));
        schema.getProperties()
                .put(Fact.RETRY.wireName(), constant(Fact.RETRY, type.retry().name()));
        return schema;
    }

    /** The name of a problem's schema. */
    static String name(ProblemType type) {
        return "problem." + type.slug();
    }

    private static List<Fact> everyWithoutRequest() {
        var every = new ArrayList<>(Fact.EVERY);
        every.removeAll(List.of(Fact.INSTANCE, Fact.CORRELATION_ID));
        return every;
    }

    private static Schema<?> object(String description, Collection<Fact> always, Collection<Fact> sometimes) {
        var schema = of("object");
        schema.setDescription(description);
        always.forEach(fact -> schema.addProperty(fact.wireName(), of(fact)));
        sometimes.forEach(fact -> schema.addProperty(fact.wireName(), of(fact)));
        schema.setRequired(always.stream().map(Fact::wireName).toList());
        return schema;
    }

    private static Schema<?> constant(Fact fact, String value) {
        var schema = of(fact);
        schema.setConst(value);
        return schema;
    }

    private static Schema<?> of(Fact fact) {
        Schema<?> schema = switch (fact.kind()) {
            case TEXT -> of("string");
            case NUMBER -> of("integer").format("int64");
            case TIME -> of("string").format("date-time");
            case LINK -> of("string").format("uri-reference");
            case TEXTS -> of("array").items(of("string"));
            case OBJECTS ->
                of("array")
                        .items(object(
                                fact.meaning(),
                                fact.parts().stream()
                                        .filter(Fact::isAlwaysThere)
                                        .toList(),
                                fact.parts().stream()
                                        .filter(part -> !part.isAlwaysThere())
                                        .toList()));
            case PROBLEMS -> of("array").items(reference(ANY));
        };
        schema.setDescription(fact.meaning());
        return schema;
    }

    static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private static Schema<?> of(String type) {
        var schema = new Schema<>();
        schema.addType(type);
        return schema;
    }
}
