package io.holdfast.http;

import io.holdfast.ledger.Caller;
import io.holdfast.ledger.TimeOrderedIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Finds out who is calling and gives the request a name. Both go into the metadata of every event that the request
 * brings about; the name also into the log and into the answer.
 *
 * <p>Until access control exists, callers say in a header who they are, and are believed.
 */
final class CallerFilter extends OncePerRequestFilter {

    /** Who is calling: 1 to 100 printable ASCII characters. */
    static final String ACTOR = "Holdfast-Actor";

    /** The name of the request, in every answer. */
    static final String CORRELATION = "Correlation-Id";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,100}");

    private final HandlerExceptionResolver problems;

    CallerFilter(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var correlation = TimeOrderedIds.next().toString();
        response.setHeader(CORRELATION, correlation);
        var actor = request.getHeader(ACTOR);
        if (actor != null && !PRINTABLE.matcher(actor).matches()) {
            problems.resolveException(
                    request, response, null, new InvalidRequest(ACTOR, "is not 1 to 100 printable ASCII characters"));
            return;
        }
        var caller = new Caller(actor == null ? "anonymous" : actor, correlation);
        try (var named = MDC.putCloseable(Caller.CORRELATION, correlation)) {
            ScopedValue.where(Caller.CURRENT, caller).call(() -> {
                chain.doFilter(request, response);
                return named;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
