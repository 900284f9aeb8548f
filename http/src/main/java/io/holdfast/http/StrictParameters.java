package io.holdfast.http;

import io.holdfast.http.InvalidRequest.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Refuses query parameters that an operation does not have, has only once, or cannot read, and those without a value: a
 * filter with a typing error
 * must not answer everything.
 */
final class StrictParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method)) {
            var known = known(method, HttpMethod.valueOf(request.getMethod()));
            var faults = new ArrayList<Fault>();
            parameters(request.getQueryString()).forEach((name, values) -> {
                if (!known.contains(name)) {
                    faults.add(new Fault("?" + name, "is not a parameter here"));
                } else if (values.size() > 1) {
                    faults.add(new Fault("?" + name, "is there %d times".formatted(values.size())));
                } else if (values.getFirst() == null || values.getFirst().isEmpty()) {
                    faults.add(new Fault("?" + name, "is empty"));
                } else if (!isEncoded(values.getFirst())) {
                    faults.add(new Fault("?" + name, "is not percent-encoded UTF-8"));
                }
            });
            if (!faults.isEmpty()) {
                throw new InvalidRequest(faults);
            }
        }
        return true;
    }

    /** From the query alone: the servlet's own parameters would read a body of a form along with it. */
    static Map<String, List<@Nullable String>> parameters(@Nullable String query) {
        var parameters = new TreeMap<String, List<@Nullable String>>();
        UriComponentsBuilder.newInstance()
                .query(query == null ? "" : query)
                .build()
                .getQueryParams()
                .forEach((name, values) -> {
                    if (!isEncoded(name)) {
                        throw new InvalidRequest("?", "is not percent-encoded UTF-8");
                    }
                    parameters
                            .computeIfAbsent(
                                    UriUtils.decode(name, StandardCharsets.UTF_8), decoded -> new ArrayList<>())
                            .addAll(values);
                });
        return parameters;
    }

    /** Whether it can be decoded to text, all of it. */
    private static boolean isEncoded(@Nullable String value) {
        try {
            return value == null
                    || !UriUtils.decode(value, StandardCharsets.UTF_8).contains("\uFFFD");
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    /**
     * Whether an operation is the product's own, and not of a library. The page for what has failed already is no operation:
     * a request is not refused twice.
     */
    static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("io.holdfast")
                && !ErrorController.class.isAssignableFrom(method.getBeanType());
    }

    /** Its own, and what {@link ConditionsFilter} takes from every write. */
    private static Set<String> known(HandlerMethod method, HttpMethod http) {
        var own = Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(MethodParameter::getParameterName);
        var every = HttpMethod.GET.equals(http) || HttpMethod.HEAD.equals(http)
                ? Stream.<String>of()
                : Stream.of(DryRuns.PARAMETER);
        return Stream.concat(own, every).collect(Collectors.toSet());
    }
}
