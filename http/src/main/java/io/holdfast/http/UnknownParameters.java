package io.holdfast.http;

import io.holdfast.http.InvalidRequest.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters that an operation does not have: a filter with a typing error must not answer everything. */
final class UnknownParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method)) {
            var known = known(method);
            var unknown = request.getParameterMap().keySet().stream()
                    .filter(name -> !known.contains(name))
                    .map(name -> new Fault("?" + name, "is not a parameter here"))
                    .toList();
            if (!unknown.isEmpty()) {
                throw new InvalidRequest(unknown);
            }
        }
        return true;
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
