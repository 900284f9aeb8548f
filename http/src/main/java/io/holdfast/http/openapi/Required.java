package io.holdfast.http.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A field is always there unless its record says {@link Nullable}; swagger-core does not know that annotation. */
final class Required implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        JavaType java = Json31.mapper().constructType(type.getType());
        if (schema != null && java != null && java.isRecordType()) {
            var model = context.getDefinedModels().get(java.getRawClass().getSimpleName());
            require(schema.get$ref() != null && model != null ? model : schema, java.getRawClass());
        }
        return schema;
    }

    private static void require(Schema<?> schema, Class<?> type) {
        if (schema.getProperties() != null) {
            schema.setRequired(Arrays.stream(type.getRecordComponents())
                    .filter(Required::isAlwaysThere)
                    .map(RecordComponent::getName)
                    .filter(schema.getProperties()::containsKey)
                    .toList());
        }
    }

    private static boolean isAlwaysThere(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
