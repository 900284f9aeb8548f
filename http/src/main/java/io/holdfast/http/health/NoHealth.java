package io.holdfast.http.health;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.NoHandlerFoundException;

/**
 * Answers that there is nothing under a path that health fails on: one with an encoded slash, or one that is deeper than
 * its parts are.
 */
final class NoHealth extends OncePerRequestFilter {

    /** The two groups have parts; no part has parts of its own. */
    private static final Pattern NOTHING =
            Pattern.compile(".*%2F.*|/actuator/health/+((liveness|readiness)/+)?+[^/]+/.+", Pattern.CASE_INSENSITIVE);

    private final HandlerExceptionResolver problems;

    NoHealth(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !NOTHING.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var nothing = new NoHandlerFoundException(request.getMethod(), request.getRequestURI(), new HttpHeaders());
        problems.resolveException(request, response, null, nothing);
    }
}
