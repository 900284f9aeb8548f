package io.holdfast.http;

import io.holdfast.ledger.Precondition;
import io.holdfast.ledger.Preconditions;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Makes the version that a body expects a precondition of its request. */
@RestControllerAdvice
class ExpectedVersions extends RequestBodyAdviceAdapter {

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return target instanceof Class<?> type && Versioned.class.isAssignableFrom(type);
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage input,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter) {
        if (body instanceof Versioned versioned && versioned.expectedVersion() != null) {
            Preconditions.CURRENT.get().add(new Precondition.Exactly(versioned.expectedVersion()));
        }
        return body;
    }
}
