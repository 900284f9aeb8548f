package io.holdfast.http.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * What can be said only of the whole document: requests have no fields but those that are named, patterns are anchored as
 * they are checked, and paths are relative to the service.
 */
final class Finish implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        document.setServers(List.of(new Server().url("/").description("This service.")));
        var schemas = document.getComponents().getSchemas();
        schemas.values().forEach(Finish::anchor);
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> operation.getRequestBody() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
                .forEach(content -> close(content.getSchema(), schemas));
    }

    @SuppressWarnings("unchecked") // as the model has it
    private static void anchor(Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .values()
                    .forEach(property -> property.setPattern(Bounds.anchored(property.getPattern())));
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as the model has it
    private static void close(@Nullable Schema<?> schema, Map<String, Schema> schemas) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            close(schemas.get(schema.get$ref().replace("#/components/schemas/", "")), schemas);
            return;
        }
        close(schema.getItems(), schemas);
        if (schema.getProperties() != null) {
            schema.setAdditionalProperties(false);
            schema.getProperties().values().forEach(property -> close(property, schemas));
        }
    }
}
