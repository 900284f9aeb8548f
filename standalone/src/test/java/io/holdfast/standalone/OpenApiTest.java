package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.holdfast.http.Fact;
import io.holdfast.http.ProblemType;
import io.holdfast.http.openapi.Contract;
import io.holdfast.standalone.OpenApiLint.Finding;
import io.holdfast.standalone.OpenApiLint.Rule;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of the running program: complete, without a finding, and the same as what is answered. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenApiTest {

    static final String POST_ORDERS = "/paths/~1orders/post";

    @TempDir
    static Path data;

    static Service service;
    static Http http;
    static JsonNode document;

    @BeforeAll
    static void start() {
        service = new Service(data);
        http = service.http();
        document = http.get("/openapi.json").json();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void has_no_findings() {
        assertThat(document.at("/openapi").asString()).startsWith("3.1.");
        assertThat(OpenApiLint.findings(document)).isEmpty();
    }

    static Stream<Arguments> offenders() {
        return Stream.of(
                offender(
                        Rule.SCHEMA,
                        d -> at(d, POST_ORDERS)
                                .put("responces", "x")
                                .putArray("servers")
                                .add(5)),
                offender(
                        Rule.OPERATION_ID, d -> at(d, "/paths/~1inventory/post").put("operationId", "placeOrder")),
                offender(Rule.OPERATION_DESCRIBED, d -> at(d, POST_ORDERS).remove("summary")),
                offender(
                        Rule.TAGS_DECLARED,
                        d -> at(d, POST_ORDERS).putArray("tags").add("other")),
                offender(
                        Rule.PATH_PARAMETERS,
                        d -> at(d, "/paths/~1orders~1{id}/get/parameters/0").put("name", "orderId")),
                offender(
                        Rule.PARAMETERS_BOUNDED,
                        d -> parameter(d, "/paths/~1orders/get", "limit").remove("maximum")),
                offender(
                        Rule.BODIES_BOUNDED,
                        d -> at(d, "/components/schemas/NewOrder/properties/lines")
                                .remove("maxItems")),
                offender(Rule.SUCCESS, d -> at(d, POST_ORDERS + "/responses").remove(List.of("200", "201"))),
                offender(Rule.PROBLEMS, d -> {
                    var content = at(d, POST_ORDERS + "/responses/409/content");
                    content.set("application/json", content.remove("application/problem+json"));
                }),
                offender(
                        Rule.HEADERS,
                        d -> at(d, POST_ORDERS + "/responses/503/headers").remove("Retry-After")),
                offender(
                        Rule.EXAMPLES_THERE,
                        d -> at(d, POST_ORDERS + "/requestBody/content/application~1json")
                                .remove("example")),
                offender(
                        Rule.EXAMPLES_VALID,
                        d -> at(d, POST_ORDERS + "/requestBody/content/application~1json/example")
                                .put("currency", "euro")),
                offender(
                        Rule.REFERENCES,
                        d -> at(d, POST_ORDERS + "/responses/201/headers/ETag")
                                .put("$ref", "#/components/headers/Etag")),
                offender(
                        Rule.COMPONENTS_USED,
                        d -> at(d, "/components/headers")
                                .set("Unused", at(d, "/components/headers/ETag").deepCopy())),
                offender(
                        Rule.NOTHING_INTERNAL,
                        d -> at(d, POST_ORDERS).put("description", "Calls io.holdfast.order.Orders.")));
    }

    private static Arguments offender(Rule rule, Consumer<JsonNode> breakage) {
        return arguments(rule, breakage);
    }

    @ParameterizedTest
    @MethodSource("offenders")
    void and_each_rule_bites(Rule rule, Consumer<JsonNode> breakage) {
        var broken = document.deepCopy();
        breakage.accept(broken);
        assertThat(OpenApiLint.findings(broken)).extracting(Finding::rule).contains(rule);
    }

    @Test
    void and_no_rule_is_without_an_offender() {
        assertThat(offenders().map(row -> row.get()[0]).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Rule.class));
    }

    @Test
    void every_operation_of_the_program_is_in_it() {
        var documented = document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(operation ->
                                operation.getValue().path("operationId").asString()))
                .collect(Collectors.toSet());
        assertThat(ours().map(contract -> contract == null ? "without a contract" : contract.id()))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    private static Stream<Contract> ours() {
        return service
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(mapped ->
                        mapped.getValue().getBeanType().getPackageName().startsWith("io.holdfast"))
                .filter(mapped -> !mapped.getKey().getDirectPaths().contains("/error"))
                // A path has one description, whatever kinds of answers it has.
                .filter(mapped -> !mapped.getValue().hasMethodAnnotation(Hidden.class))
                .map(mapped -> mapped.getValue().getMethodAnnotation(Contract.class));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"METHOD_NOT_ALLOWED" // belongs to no operation
            })
    void every_problem_is_in_it_with_its_facts(ProblemType type) {
        var schema = document.at("/components/schemas/problem." + type.slug());
        assertThat(schema.isObject()).as(type.slug()).isTrue();
        assertThat(schema.path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Fact.EVERY, type.always(), type.sometimes())
                        .flatMap(facts -> facts.stream().map(Fact::wireName))
                        .toList());
        assertThat(document.at("/components/examples/" + type.slug() + "/value"))
                .isEqualTo(http.get(type.uri().toString()).at("/example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swagger-ui/index.html", "/swagger-ui/swagger-ui-bundle.js", "/swagger-ui/swagger-ui.css"})
    void there_is_a_page_to_try_it(String path) {
        var page = http.get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).isNotBlank();
    }

    @Test
    void the_page_shows_this_document() {
        assertThat(http.get("/swagger-ui.html").status()).isBetween(200, 302);
        assertThat(http.get("/openapi.json/swagger-config").at("/url").asString())
                .isEqualTo("/openapi.json");
    }

    private static ObjectNode at(JsonNode node, String pointer) {
        assertThat(node.at(pointer)).as(pointer).isInstanceOf(ObjectNode.class);
        return (ObjectNode) node.at(pointer);
    }

    private static ObjectNode parameter(JsonNode node, String operation, String name) {
        return (ObjectNode) node.at(operation + "/parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString("").equals(name))
                .map(parameter -> parameter.path("schema"))
                .findFirst()
                .orElseThrow();
    }
}
