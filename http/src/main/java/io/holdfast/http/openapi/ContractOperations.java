package io.holdfast.http.openapi;

import io.holdfast.http.Fact;
import io.holdfast.http.Page;
import io.holdfast.http.ProblemType;
import io.holdfast.http.TimeTravel;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOperationComponentsCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/** Describes an operation as its {@link Contract} says, with all its problems. */
final class ContractOperations implements GlobalOperationComponentsCustomizer {

    static final String PROBLEM_JSON = "application/problem+json";

    /** What whatever is asked may be answered with. */
    private static final List<ProblemType> EVERYWHERE = List.of(
            ProblemType.INVALID_REQUEST, ProblemType.NOT_ACCEPTABLE, ProblemType.UNAVAILABLE, ProblemType.INTERNAL);

    private static final List<ProblemType> WITH_A_BODY =
            List.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.TOO_LARGE);

    private final JsonMapper json;

    /** @param json writes problems as they are answered */
    ContractOperations(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        return operation;
    }

    @Override
    public Operation customize(Operation operation, Components components, HandlerMethod method) {
        var contract = method.getMethodAnnotation(Contract.class);
        if (contract == null) {
            return operation;
        }
        operation.operationId(contract.id()).summary(contract.summary());
        operation.description(contract.description().isEmpty() ? contract.summary() + "." : contract.description());
        operation.addParametersItem(new Parameter().$ref(Shared.ACTOR));
        Conditions.parameters(operation, method, components);
        if (operation.getRequestBody() != null) {
            var example = Examples.read(contract.id() + ".request");
            operation.getRequestBody().getContent().values().forEach(content -> content.setExample(example));
        }
        var responses = new ApiResponses();
        for (var answer : contract.answers()) {
            responses.addApiResponse(String.valueOf(answer.status()), answer(contract, answer, components));
        }
        Conditions.answers(responses, method, components);
        problems(contract, method, operation.getRequestBody() != null)
                .forEach((status, types) ->
                        responses.addApiResponse(String.valueOf(status), refusal(types, components)));
        return operation.responses(responses);
    }

    private static ApiResponse answer(Contract contract, Contract.Answer answer, Components components) {
        var response = new ApiResponse().description(answer.when());
        response.addHeaderObject("Correlation-Id", new Header().$ref(Shared.CORRELATION_ID));
        if (answer.etag()) {
            response.addHeaderObject("ETag", new Header().$ref(Shared.ETAG));
        }
        if (answer.status() == HttpStatus.CREATED.value()) {
            response.addHeaderObject("Location", new Header().$ref(Shared.LOCATION));
        }
        if (answer.position()) {
            response.addHeaderObject(TimeTravel.POSITION, new Header().$ref(Shared.POSITION));
        }
        if (answer.page()) {
            response.addHeaderObject("Link", new Header().$ref(Shared.LINK));
        }
        if (answer.body() != Void.class) {
            var content = new MediaType().schema(schema(bodyOf(answer), components));
            content.setExample(Examples.read(contract.id() + "." + answer.status()));
            response.content(new Content().addMediaType(answer.type(), content));
        }
        return response;
    }

    private static Type bodyOf(Contract.Answer answer) {
        return answer.page()
                ? ResolvableType.forClassWithGenerics(Page.class, answer.body()).getType()
                : answer.body();
    }

    private static Schema<?> schema(Type type, Components components) {
        var resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        resolved.referencedSchemas.forEach(components::addSchemas);
        return resolved.schema;
    }

    /** By status, in the order of the list of all problems. */
    private static Map<Integer, Set<ProblemType>> problems(Contract contract, HandlerMethod method, boolean body) {
        var types = new LinkedHashSet<>(EVERYWHERE);
        types.addAll(List.of(contract.problems()));
        if (body) {
            types.addAll(WITH_A_BODY);
        }
        if (Conditions.isWrite(method)) {
            types.add(ProblemType.CONTENTION);
        }
        types.addAll(Conditions.problems(method));
        var byStatus = new TreeMap<Integer, Set<ProblemType>>();
        types.stream()
                .sorted()
                .forEach(type -> type.statuses()
                        .forEach(status -> byStatus.computeIfAbsent(status.value(), s -> new LinkedHashSet<>())
                                .add(type)));
        return byStatus;
    }

    private ApiResponse refusal(Set<ProblemType> types, Components components) {
        var content = new MediaType();
        types.forEach(type -> {
            components.addSchemas(ProblemSchemas.name(type), ProblemSchemas.of(type));
            components.addExamples(
                    type.slug(), new Example().summary(type.title()).value(Examples.plain(json, type.example())));
            content.addExamples(type.slug(), new Example().$ref("#/components/examples/" + type.slug()));
        });
        components.addSchemas(ProblemSchemas.ANY, ProblemSchemas.any());
        var references = types.stream()
                .<Schema<?>>map(type -> ProblemSchemas.reference(ProblemSchemas.name(type)))
                .toList();
        content.setSchema(references.size() == 1 ? references.getFirst() : oneOf(references));
        var response = new ApiResponse()
                .description(types.stream().map(ProblemType::slug).collect(Collectors.joining(" or ")))
                .content(new Content().addMediaType(PROBLEM_JSON, content));
        response.addHeaderObject("Correlation-Id", new Header().$ref(Shared.CORRELATION_ID));
        if (types.stream().anyMatch(type -> type.always().contains(Fact.RETRY_AFTER_MS))) {
            response.addHeaderObject("Retry-After", new Header().$ref(Shared.RETRY_AFTER));
        }
        return response;
    }

    private static Schema<?> oneOf(List<Schema<?>> references) {
        var schema = new Schema<>();
        references.forEach(schema::addOneOfItem);
        return schema;
    }
}
