package io.holdfast.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses a body whose type is a pattern, wherever it is sent: no body has the type {@code application/*}, and Spring fails on
 * it, even while it says that a path leads nowhere.
 */
final class BodyType extends OncePerRequestFilter {

    private final HandlerExceptionResolver problems;

    BodyType(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPattern(request.getContentType())) {
            var refused = new HttpMediaTypeNotSupportedException(
                    "No type of a body: " + request.getContentType(), List.of(MediaType.APPLICATION_JSON));
            problems.resolveException(request, response, null, refused);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isPattern(@Nullable String type) {
        try {
            return type != null
                    && !type.isEmpty()
                    && !MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException nonsense) {
            return false; // which Spring says by itself
        }
    }
}
