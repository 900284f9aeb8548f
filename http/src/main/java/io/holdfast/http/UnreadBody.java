package io.holdfast.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body that nobody would read, for example of a DELETE: RFC 9110 gives it no meaning (9.3.5), and whoever sends
 * one expects something that would not happen.
 */
final class UnreadBody implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod method
                && StrictParameters.isOurs(method)
                && !readsBody(method)
                && hasBody(request)) {
            throw new InvalidRequest("", "A body is not read here");
        }
        return true;
    }

    private static boolean readsBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    /** An announced length of nothing, or chunks without content, are none. */
    private static boolean hasBody(HttpServletRequest request) throws IOException {
        return request.getContentLengthLong() > 0
                || (request.getContentLengthLong() < 0
                        && request.getHeader("Transfer-Encoding") != null
                        && request.getInputStream().read() >= 0);
    }
}
