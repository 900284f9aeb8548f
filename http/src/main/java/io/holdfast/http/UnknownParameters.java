package io.holdfast.http;

import io.holdfast.http.InvalidRequest.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Refuses query parameters that an operation does not have: a filter with a typing error must not answer everything. */
final class UnknownParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method)) {
            var known = known(method);
            var unknown = names(request.getQueryString()).stream()
                    .filter(name -> !known.contains(name))
                    .map(name -> new Fault("?" + name, "is not a parameter here"))
                    .toList();
            if (!unknown.isEmpty()) {
                throw new InvalidRequest(unknown);
            }
        }
        return true;
    }

    /** From the query alone: the servlet's own parameters would read a body of a form along with it. */
    private static Set<String> names(@Nullable String query) {
        var parameters = UriComponentsBuilder.newInstance()
                .query(query == null ? "" : query)
                .build()
                .getQueryParams();
        try {
            return parameters.keySet().stream()
                    .map(name -> UriUtils.decode(name, StandardCharsets.UTF_8))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IllegalArgumentException broken) {
            throw new InvalidRequest("?", "is not percent-encoded");
        }
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("io.holdfast");
    }

    private static Set<String> known(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(MethodParameter::getParameterName)
                .collect(Collectors.toSet());
    }
}
