package io.holdfast.http;

import io.holdfast.ledger.DryRun;
import io.holdfast.ledger.Operation;
import io.holdfast.ledger.Pepper;
import io.holdfast.ledger.Preconditions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Takes from a write what it says beside its command, and binds it while the request runs: what it presupposes
 * ({@code If-Match}), whether it is to be done only once ({@code Idempotency-Key}, of a POST; the other methods are idempotent by
 * themselves), or not at all ({@code dryRun}). Every command that is sent meanwhile heeds it; no controller has to know.
 */
final class ConditionsFilter extends OncePerRequestFilter {

    /** Says of an answer that it is the one of an earlier request with the same key. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Set<String> WRITES =
            Set.of(HttpMethod.POST.name(), HttpMethod.PUT.name(), HttpMethod.PATCH.name(), HttpMethod.DELETE.name());

    private final HandlerExceptionResolver problems;
    private final Pepper pepper;

    ConditionsFilter(HandlerExceptionResolver problems, Pepper pepper) {
        this.problems = problems;
        this.pepper = pepper;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isWrite(request);
    }

    /** Whether a request is meant to change something. */
    static boolean isWrite(HttpServletRequest request) {
        return WRITES.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var conditions = ScopedValue.where(Preconditions.CURRENT, preconditions(request));
            if (DryRuns.isOne(request)) {
                run(conditions.where(DryRun.CURRENT, new DryRun()), request, response, chain);
                return;
            }
            var key = key(request);
            if (key.isEmpty()) {
                run(conditions, request, response, chain);
                return;
            }
            var buffered = new BufferedRequest(request);
            var operation = new Operation(
                    key.get(), Fingerprint.of(buffered, pepper), () -> response.setHeader(REPLAYED, "true"));
            run(conditions.where(Operation.CURRENT, operation), buffered, response, chain);
        } catch (InvalidRequest | BrokenBody refused) {
            problems.resolveException(request, response, null, refused);
        }
    }

    private static Preconditions preconditions(HttpServletRequest request) {
        var preconditions = new Preconditions();
        IfMatch.of(headers(request, IfMatch.HEADER)).ifPresent(preconditions::add);
        return preconditions;
    }

    private static Optional<String> key(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                ? IdempotencyKey.of(headers(request, IdempotencyKey.HEADER))
                : Optional.empty();
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    private static void run(
            ScopedValue.Carrier conditions, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            conditions.call(() -> {
                chain.doFilter(request, response);
                return chain;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
