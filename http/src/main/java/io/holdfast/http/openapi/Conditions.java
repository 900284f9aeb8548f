package io.holdfast.http.openapi;

import static java.util.Objects.requireNonNull;

import io.holdfast.http.ProblemType;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** What every write may say beside its command, and how that is answered. Controllers do not know of it either. */
final class Conditions {

    private static final String DRY_RUN = "dryRun";
    private static final String IF_MATCH = "If-Match";
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String BODY = "DryRun";
    private static final String JSON = "application/json";

    private Conditions() {}

    static boolean isWrite(HandlerMethod method) {
        return !method.hasMethodAnnotation(GetMapping.class);
    }

    private static boolean isPost(HandlerMethod method) {
        return method.hasMethodAnnotation(PostMapping.class);
    }

    /** How a write may be refused for what it says beside its command. */
    static List<ProblemType> problems(HandlerMethod method) {
        if (!isWrite(method)) {
            return List.of();
        }
        return isPost(method)
                ? List.of(
                        ProblemType.STALE_VERSION, ProblemType.REQUEST_IN_PROGRESS, ProblemType.IDEMPOTENCY_KEY_REUSED)
                : List.of(ProblemType.STALE_VERSION);
    }

    /** Adds the parameters of a write. */
    static void parameters(Operation operation, HandlerMethod method, Components components) {
        if (!isWrite(method)) {
            return;
        }
        components.addParameters(DRY_RUN, dryRun());
        components.addParameters(IF_MATCH, ifMatch());
        operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + DRY_RUN));
        operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + IF_MATCH));
        if (isPost(method)) {
            components.addParameters(KEY, key());
            operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + KEY));
        }
    }

    /** Adds the answer to a dry run, and the header of an answer that is given again. */
    static void answers(ApiResponses responses, HandlerMethod method, Components components) {
        if (!isWrite(method)) {
            return;
        }
        if (isPost(method)) {
            components.addHeaders(
                    REPLAYED,
                    new Header()
                            .description("There, and true, if this is the answer to an earlier request with the same"
                                    + " Idempotency-Key.")
                            .schema(only("true", "string")));
            responses
                    .values()
                    .forEach(answer ->
                            answer.addHeaderObject(REPLAYED, new Header().$ref("#/components/headers/" + REPLAYED)));
        }
        components.addSchemas(BODY, body());
        var done = responses.get("200");
        if (done == null) {
            done = new ApiResponse().description("What would happen, of a dry run.");
            done.addHeaderObject("Correlation-Id", new Header().$ref(Shared.CORRELATION_ID));
            var content = new MediaType().schema(reference());
            content.setExample(Examples.read("dryRun.200"));
            done.content(new Content().addMediaType(JSON, content));
            responses.addApiResponse("200", done);
        } else {
            done.description(done.getDescription() + " Of a dry run: what would happen.");
            var content = requireNonNull(done.getContent().get(JSON));
            var either = new Schema<Object>();
            either.addOneOfItem(content.getSchema());
            either.addOneOfItem(reference());
            content.schema(either);
        }
    }

    private static Schema<?> reference() {
        return new Schema<>().$ref("#/components/schemas/" + BODY);
    }

    private static Parameter dryRun() {
        return new Parameter()
                .name(DRY_RUN)
                .in("query")
                .description("Whether to decide only: nothing is done, and the answer is what would happen.")
                .schema(of("boolean"));
    }

    private static Parameter ifMatch() {
        return new Parameter()
                .name(IF_MATCH)
                .in("header")
                .description("Only at one of these versions of what is changed: entity tags as answers have them, or *"
                        + " if it only has to be there (RFC 9110, 13.1.1).")
                .example("\"3\"")
                .schema(bounded(8_000));
    }

    private static Parameter key() {
        return new Parameter()
                .name(KEY)
                .in("header")
                .description("Names what is to be done once, for ever: 1 to 100 printable ASCII characters, best in"
                        + " quotes. Sent again with the same request it gets the first answer again.")
                .example("\"01a20a76-0ad8-7139-b5b1-31d11910c602\"")
                .schema(bounded(202));
    }

    private static Schema<?> body() {
        var event = of("object");
        event.addProperty("stream", text("What it would happen to."));
        event.addProperty("type", text("What would happen."));
        event.addProperty("data", described(of("object"), "What would be stored."));
        event.addProperty("summary", text("The same in a line."));
        event.setRequired(List.of("stream", "type", "data", "summary"));
        var events = described(of("array"), "Every event that would be stored, in order.");
        events.setItems(event);
        var body = of("object");
        body.addProperty(DRY_RUN, only(true, "boolean"));
        body.addProperty("events", events);
        body.setRequired(List.of(DRY_RUN, "events"));
        return body;
    }

    private static Schema<Object> text(String meaning) {
        return described(of("string"), meaning);
    }

    private static Schema<Object> only(Object value, String type) {
        var schema = of(type);
        schema.setEnum(List.of(value));
        return schema;
    }

    private static Schema<Object> described(Schema<Object> schema, String meaning) {
        schema.setDescription(meaning);
        return schema;
    }

    private static Schema<Object> bounded(int longest) {
        var schema = of("string");
        schema.setMinLength(1);
        schema.setMaxLength(longest);
        return schema;
    }

    private static Schema<Object> of(String type) {
        var schema = new Schema<Object>();
        schema.setTypes(Set.of(type));
        return schema;
    }
}
