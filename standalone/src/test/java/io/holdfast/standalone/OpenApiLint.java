package io.holdfast.standalone;

import static java.util.Objects.requireNonNull;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds what is wrong, missing, open-ended or given away in an OpenAPI 3.1 document. Every finding is an error. */
final class OpenApiLint {

    /** What a rule found, and where: a JSON Pointer. */
    record Finding(Rule rule, String where) {}

    /** The rules, each with what it looks at. */
    enum Rule {
        /** Valid against the OpenAPI Initiative's own JSON schema. */
        SCHEMA(OpenApiLint::schema),
        OPERATION_ID(each(OpenApiLint::operationId)),
        OPERATION_DESCRIBED(each(OpenApiLint::described)),
        TAGS_DECLARED(OpenApiLint::tags),
        PATH_PARAMETERS(OpenApiLint::pathParameters),
        PARAMETERS_BOUNDED(OpenApiLint::parametersBounded),
        BODIES_BOUNDED(OpenApiLint::bodiesBounded),
        SUCCESS(each(OpenApiLint::success)),
        PROBLEMS(each(OpenApiLint::problems)),
        HEADERS(each(OpenApiLint::headers)),
        EXAMPLES_THERE(OpenApiLint::examplesThere),
        EXAMPLES_VALID(OpenApiLint::examplesValid),
        REFERENCES(OpenApiLint::references),
        COMPONENTS_USED(OpenApiLint::componentsUsed),
        NOTHING_INTERNAL(OpenApiLint::nothingInternal);

        @SuppressWarnings("ImmutableEnumChecker") // functions without state
        private final Check check;

        Rule(Check check) {
            this.check = check;
        }
    }

    /** Looks at a document and tells where it is wrong. */
    @FunctionalInterface
    private interface Check {
        void accept(JsonNode document, List<String> wrong);
    }

    /** One operation. */
    private record Operation(String where, String path, JsonNode item, JsonNode node, JsonNode document) {}

    private static final Schema OFFICIAL = official();
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static final Pattern INTERNAL = Pattern.compile(
            "io\\.holdfast|java\\.|springframework|axon|jackson|jdbc|Exception|/home/|/tmp/|ResponseEntity");

    private OpenApiLint() {}

    static List<Finding> findings(JsonNode document) {
        var findings = new ArrayList<Finding>();
        for (var rule : Rule.values()) {
            var wrong = new ArrayList<String>();
            rule.check.accept(document, wrong);
            wrong.forEach(where -> findings.add(new Finding(rule, where)));
        }
        return findings;
    }

    private static Schema official() {
        var file =
                requireNonNull(OpenApiLint.class.getResourceAsStream("/spec.openapis.org/oas/3.1/schema/2022-10-07"));
        return registry().getSchema(JsonMapper.shared().readTree(file));
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(Dialects.getDraft202012());
    }

    private static Check each(BiConsumer<Operation, List<String>> check) {
        return (document, wrong) -> operations(document).forEach(operation -> check.accept(operation, wrong));
    }

    private static Stream<Operation> operations(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(
                                "/paths/" + path.getKey().replace("/", "~1") + "/" + method.getKey(),
                                path.getKey(),
                                path.getValue(),
                                method.getValue(),
                                document)));
    }

    private static void schema(JsonNode document, List<String> wrong) {
        OFFICIAL.validate(document)
                .forEach(error -> wrong.add(error.getInstanceLocation() + ": " + error.getMessage()));
    }

    private static void operationId(Operation operation, List<String> wrong) {
        var id = operation.node().path("operationId").asString("");
        long same = operations(operation.document())
                .filter(other -> other.node().path("operationId").asString("").equals(id))
                .count();
        if (!id.matches("[a-z][A-Za-z0-9]*") || same != 1) {
            wrong.add(operation.where() + "/operationId: " + id);
        }
    }

    private static void described(Operation operation, List<String> wrong) {
        for (var text : List.of("summary", "description")) {
            if (operation.node().path(text).asString("").isBlank()) {
                wrong.add(operation.where() + "/" + text);
            }
        }
    }

    private static void tags(JsonNode document, List<String> wrong) {
        var declared = document.path("tags")
                .valueStream()
                .filter(tag -> !tag.path("description").asString("").isBlank())
                .map(tag -> tag.path("name").asString())
                .collect(Collectors.toSet());
        var used = new HashSet<String>();
        operations(document).forEach(operation -> {
            var tags = operation
                    .node()
                    .path("tags")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            used.addAll(tags);
            if (tags.size() != 1 || !declared.containsAll(tags)) {
                wrong.add(operation.where() + "/tags");
            }
        });
        declared.stream().filter(tag -> !used.contains(tag)).forEach(tag -> wrong.add("/tags: " + tag));
    }

    private static void pathParameters(JsonNode document, List<String> wrong) {
        operations(document).forEach(operation -> {
            var inPath = VARIABLE.matcher(operation.path())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            var declared = parameters(operation)
                    .filter(parameter -> parameter.path("in").asString("").equals("path"))
                    .filter(parameter -> parameter.path("required").asBoolean(false))
                    .map(parameter -> parameter.path("name").asString())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!inPath.equals(declared)) {
                wrong.add(operation.where() + "/parameters: " + declared);
            }
        });
    }

    private static Stream<JsonNode> parameters(Operation operation) {
        return Stream.of(operation.item(), operation.node())
                .flatMap(node -> node.path("parameters").valueStream())
                .map(parameter -> resolved(operation.document(), parameter));
    }

    private static void parametersBounded(JsonNode document, List<String> wrong) {
        operations(document)
                .forEach(operation -> parameters(operation).forEach(parameter -> {
                    var where = operation.where() + "/parameters/"
                            + parameter.path("name").asString();
                    if (parameter.path("description").asString("").isBlank()) {
                        wrong.add(where + "/description");
                    }
                    unbounded(document, parameter.path("schema"), where, wrong);
                }));
    }

    private static void bodiesBounded(JsonNode document, List<String> wrong) {
        operations(document)
                .forEach(operation -> operation
                        .node()
                        .path("requestBody")
                        .path("content")
                        .propertyStream()
                        .forEach(content -> unbounded(
                                document,
                                content.getValue().path("schema"),
                                operation.where() + "/requestBody",
                                wrong)));
    }

    /** Whatever may be sent has its bounds, so that whoever generates requests knows them. */
    private static void unbounded(JsonNode document, JsonNode unresolved, String where, List<String> wrong) {
        var schema = resolved(document, unresolved);
        boolean bounded = switch (schema.path("type").asString("")) {
            case "string" -> Stream.of("maxLength", "pattern", "enum", "format").anyMatch(schema::has);
            case "integer" -> schema.has("minimum") && schema.has("maximum");
            case "boolean" -> true;
            case "array" -> schema.has("maxItems") && schema.has("items");
            case "object" -> schema.path("additionalProperties").isBoolean();
            default -> false;
        };
        if (!bounded) {
            wrong.add(where + ": " + schema);
        }
        if (schema.has("items")) {
            unbounded(document, schema.path("items"), where + "/items", wrong);
        }
        schema.path("properties")
                .propertyStream()
                .forEach(field -> unbounded(document, field.getValue(), where + "/" + field.getKey(), wrong));
    }

    private static void success(Operation operation, List<String> wrong) {
        if (operation
                .node()
                .path("responses")
                .propertyStream()
                .noneMatch(response -> response.getKey().startsWith("2"))) {
            wrong.add(operation.where() + "/responses");
        }
    }

    private static void problems(Operation operation, List<String> wrong) {
        var responses = operation.node().path("responses");
        for (var status : List.of("400", "406", "500", "503")) {
            if (!responses.has(status)) {
                wrong.add(operation.where() + "/responses/" + status);
            }
        }
        responses
                .propertyStream()
                .filter(response -> response.getKey().matches("[45].*"))
                .filter(response -> {
                    var content = response.getValue().path("content");
                    return content.size() != 1
                            || content.path("application/problem+json")
                                    .path("examples")
                                    .isEmpty();
                })
                .forEach(response -> wrong.add(operation.where() + "/responses/" + response.getKey()));
    }

    private static void headers(Operation operation, List<String> wrong) {
        operation.node().path("responses").propertyStream().forEach(response -> {
            var where = operation.where() + "/responses/" + response.getKey() + "/headers";
            var headers = response.getValue().path("headers");
            if (!headers.has("Correlation-Id")) {
                wrong.add(where + "/Correlation-Id");
            }
            if (response.getKey().equals("201") && !headers.has("Location")) {
                wrong.add(where + "/Location");
            }
            if (response.getKey().equals("503") && !headers.has("Retry-After")) {
                wrong.add(where + "/Retry-After");
            }
        });
    }

    /** A media type object that a schema and examples belong to. */
    private record Media(String where, JsonNode node) {}

    private static Stream<Media> media(JsonNode document) {
        return operations(document).flatMap(operation -> {
            var request = contents(
                    operation.where() + "/requestBody", operation.node().path("requestBody"));
            var responses = operation
                    .node()
                    .path("responses")
                    .propertyStream()
                    .flatMap(response ->
                            contents(operation.where() + "/responses/" + response.getKey(), response.getValue()));
            return Stream.concat(request, responses);
        });
    }

    private static Stream<Media> contents(String where, JsonNode owner) {
        return owner.path("content")
                .propertyStream()
                .filter(content -> content.getKey().matches("application/(problem\\+)?json"))
                .map(content -> new Media(where, content.getValue()));
    }

    private static void examplesThere(JsonNode document, List<String> wrong) {
        media(document)
                .filter(media -> !media.node().has("example")
                        && media.node().path("examples").isEmpty())
                .forEach(media -> wrong.add(media.where()));
    }

    private static void examplesValid(JsonNode document, List<String> wrong) {
        media(document)
                .forEach(media -> examples(document, media.node()).forEach(example -> {
                    var schema = JsonMapper.shared().createObjectNode();
                    schema.putArray("allOf").add(media.node().path("schema"));
                    schema.set("components", document.path("components"));
                    registry()
                            .getSchema(schema)
                            .validate(example)
                            .forEach(error -> wrong.add(media.where() + ": " + error));
                }));
    }

    private static Stream<JsonNode> examples(JsonNode document, JsonNode media) {
        var named = media.path("examples")
                .valueStream()
                .map(example -> resolved(document, example).path("value"));
        return media.has("example") ? Stream.concat(Stream.of(media.get("example")), named) : named;
    }

    private static void references(JsonNode document, List<String> wrong) {
        document.findValuesAsString("$ref").stream()
                .filter(reference -> !reference.startsWith("#/")
                        || document.at(reference.substring(1)).isMissingNode())
                .forEach(wrong::add);
    }

    private static void componentsUsed(JsonNode document, List<String> wrong) {
        var used = new HashSet<>(document.findValuesAsString("$ref"));
        document.path("components")
                .propertyStream()
                .forEach(kind -> kind.getValue()
                        .propertyStream()
                        .map(component -> "#/components/" + kind.getKey() + "/" + component.getKey())
                        .filter(component -> !used.contains(component))
                        .forEach(wrong::add));
    }

    private static void nothingInternal(JsonNode document, List<String> wrong) {
        INTERNAL.matcher(document.toString()).results().forEach(found -> wrong.add(found.group()));
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node instanceof ObjectNode object && object.has("$ref")
                ? document.at(object.get("$ref").asString().substring(1))
                : node;
    }
}
