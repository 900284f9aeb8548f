package io.holdfast.http;

import io.holdfast.ledger.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Puts the request's name into every problem, and a line into the log where the name can be found again. */
@RestControllerAdvice
class NamedProblems implements ResponseBodyAdvice<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(NamedProblems.class);

    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter answer,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof Problem problem && Caller.CURRENT.isBound()) {
            problem.correlated(Caller.CURRENT.get().correlation());
            log(problem, request.getMethod().name(), operation(request));
        }
        return body;
    }

    private static @Nullable Object operation(ServerHttpRequest request) {
        return request instanceof ServletServerHttpRequest servlet
                ? servlet.getServletRequest().getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                : null;
    }

    /**
     * Without the detail and what was sent, which may be about people.
     *
     * @param operation the path as it is documented; null if none was found
     */
    static void log(Problem problem, String method, @Nullable Object operation) {
        LOG.info(
                "{} {}: {} {}",
                method,
                operation == null ? "(no operation)" : operation,
                problem.getStatus(),
                problem.kind().slug());
    }
}
