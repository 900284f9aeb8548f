package io.holdfast.http.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Says the bounds of parameters and fields as they are checked: those of our own constraints too, which are made of
 * others. What a value has to be like is told in the words of the constraint's message.
 */
final class Bounds implements ParameterCustomizer, PropertyCustomizer {

    private static final String NOT = "is not ";

    @Override
    public @Nullable Parameter customize(@Nullable Parameter parameter, MethodParameter source) {
        if (parameter != null && parameter.getSchema() != null) {
            apply(parameter.getSchema(), source.getParameterAnnotations());
            if (parameter.getDescription() == null) {
                parameter.setDescription(parameter.getSchema().getDescription());
            }
            parameter.getSchema().setDescription(null);
        }
        return parameter;
    }

    @Override
    public Schema<?> customize(@SuppressWarnings("rawtypes") Schema property, AnnotatedType type) {
        if (type.getCtxAnnotations() != null) {
            apply(property, type.getCtxAnnotations());
        }
        return property;
    }

    private static void apply(Schema<?> schema, Annotation[] annotations) {
        for (var constraint : flat(annotations)) {
            switch (constraint) {
                case Min min -> schema.setMinimum(BigDecimal.valueOf(min.value()));
                case Max max -> schema.setMaximum(BigDecimal.valueOf(max.value()));
                case Size size -> size(schema, size);
                case Pattern pattern -> pattern(schema, pattern);
                default -> describe(schema, message(constraint));
            }
        }
    }

    private static void size(Schema<?> schema, Size size) {
        if (schema.getTypes() != null && schema.getTypes().contains("array")) {
            schema.setMinItems(size.min());
            schema.setMaxItems(size.max());
        } else {
            schema.setMinLength(size.min());
            schema.setMaxLength(size.max());
        }
    }

    private static void pattern(Schema<?> schema, Pattern pattern) {
        schema.setPattern(anchored(pattern.regexp()));
        describe(schema, pattern.message());
    }

    /** A pattern of a whole value, as it is checked; nothing if only Java reads it: then it is said in words. */
    static @Nullable String anchored(@Nullable String pattern) {
        if (pattern == null || pattern.startsWith("^")) {
            return pattern;
        }
        boolean portable = !pattern.contains("(?s)") && !pattern.contains("\\p{");
        return portable ? "^(?:" + pattern + ")$" : null;
    }

    private static void describe(Schema<?> schema, String message) {
        if (message.startsWith(NOT)) {
            var words = message.substring(NOT.length());
            schema.setDescription(Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".");
        }
    }

    private static String message(Annotation constraint) {
        return String.valueOf(AnnotationUtils.getValue(constraint, "message"));
    }

    /** Constraints, and those that they are made of before them. */
    private static List<Annotation> flat(Annotation[] annotations) {
        var constraints = new ArrayList<Annotation>();
        for (var annotation : annotations) {
            var type = annotation.annotationType();
            if (type.isAnnotationPresent(Constraint.class)) {
                constraints.addAll(flat(type.getAnnotations()));
                constraints.add(annotation);
            }
        }
        return constraints;
    }
}
