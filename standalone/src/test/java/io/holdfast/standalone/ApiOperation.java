package io.holdfast.standalone;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the OpenAPI document, as far as a caller needs it.
 *
 * @param path with its variables in braces
 * @param query names of the query parameters
 * @param body an example of what is sent; null if nothing is
 */
record ApiOperation(
        String method,
        String path,
        List<String> query,
        @Nullable String body) {

    /** All that a document has. */
    static List<ApiOperation> of(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(operation -> of(document, path.getKey(), operation.getKey(), operation.getValue())))
                .toList();
    }

    private static ApiOperation of(JsonNode document, String path, String method, JsonNode operation) {
        var query = operation
                .path("parameters")
                .valueStream()
                .map(parameter -> resolved(document, parameter))
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString())
                .toList();
        var example = operation.at("/requestBody/content/application~1json/example");
        return new ApiOperation(
                method.toUpperCase(Locale.ROOT),
                path,
                query,
                Optional.of(example)
                        .filter(JsonNode::isObject)
                        .map(JsonNode::toString)
                        .orElse(null));
    }

    private static JsonNode resolved(JsonNode document, JsonNode parameter) {
        return parameter.has("$ref")
                ? document.at(parameter.path("$ref").asString().substring(1))
                : parameter;
    }

    /** Whether it changes nothing. */
    boolean reads() {
        return method.equals("GET");
    }
}
