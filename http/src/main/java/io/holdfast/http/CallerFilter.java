package io.holdfast.http;

import io.holdfast.ledger.Caller;
import io.holdfast.ledger.TimeOrderedIds;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Finds out who is calling and gives the request a name. Both go into the metadata of every event that the request
 * brings about; the name also into the log, into the answer and into every problem. The name is always ours: what a
 * caller sends under {@link #CORRELATION} is not looked at, so nobody can write what they like into the log.
 *
 * <p>Until access control exists, callers say in a header who they are, and are believed.
 */
final class CallerFilter extends OncePerRequestFilter {

    /** Who is calling: 1 to 100 printable ASCII characters. */
    static final String ACTOR = "Holdfast-Actor";

    /** The name of the request, in every answer. */
    static final String CORRELATION = "Correlation-Id";

    private static final String ANONYMOUS = "anonymous";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,100}");

    private final HandlerExceptionResolver problems;

    CallerFilter(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    /** The name of a request; it gets one if it has none. It keeps it when it goes on to the error page. */
    static String correlationOf(ServletRequest request) {
        if (request.getAttribute(CORRELATION) instanceof String named) {
            return named;
        }
        var name = TimeOrderedIds.next().toString();
        request.setAttribute(CORRELATION, name);
        return name;
    }

    /** What failed in the servlet container comes by once more, without the first caller's bindings. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var correlation = correlationOf(request);
        response.setHeader(CORRELATION, correlation);
        var actors = Collections.list(request.getHeaders(ACTOR));
        boolean known =
                actors.size() == 1 && PRINTABLE.matcher(actors.getFirst()).matches();
        var caller = new Caller(known ? actors.getFirst() : ANONYMOUS, correlation);
        try (var named = MDC.putCloseable(Caller.CORRELATION, correlation)) {
            ScopedValue.where(Caller.CURRENT, caller).call(() -> {
                if (known || actors.isEmpty() || request.getDispatcherType() == DispatcherType.ERROR) {
                    chain.doFilter(request, response);
                } else {
                    refuse(request, response);
                }
                return named;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) {
        problems.resolveException(
                request, response, null, new InvalidRequest(ACTOR, "is not 1 to 100 printable ASCII characters, once"));
    }
}
