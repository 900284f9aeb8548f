package io.holdfast.http;

import io.holdfast.http.InvalidRequest.Fault;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Says where in the request each broken bound is. */
final class RequestFaults {

    private RequestFaults() {}

    static List<Fault> of(HandlerMethodValidationException broken) {
        return broken.getParameterValidationResults().stream()
                .flatMap(RequestFaults::of)
                .toList();
    }

    static List<Fault> of(Errors body) {
        return body.getAllErrors().stream().map(RequestFaults::of).toList();
    }

    private static Stream<Fault> of(ParameterValidationResult parameter) {
        if (parameter instanceof ParameterErrors body) {
            return of((Errors) body).stream();
        }
        return parameter.getResolvableErrors().stream()
                .map(error -> new Fault(place(parameter.getMethodParameter()), words(error)));
    }

    private static Fault of(ObjectError error) {
        var pointer = error instanceof FieldError field ? pointer(field.getField()) : "";
        return new Fault(pointer, words(error));
    }

    /** {@code lines[0].sku} becomes {@code /lines/0/sku}. */
    private static String pointer(String path) {
        return "/" + path.replace("[", "/").replace("]", "").replace(".", "/");
    }

    /** Where a parameter comes from: {@code ?name}, {@code {name}} or the name of a header. */
    static String place(MethodParameter parameter) {
        var name = Objects.requireNonNullElse(parameter.getParameterName(), "");
        if (parameter.hasParameterAnnotation(RequestParam.class)) {
            return "?" + name;
        }
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            return "{" + name + "}";
        }
        var header = parameter.getParameterAnnotation(RequestHeader.class);
        return header == null ? name : header.name();
    }

    private static String words(MessageSourceResolvable error) {
        return Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
    }
}
