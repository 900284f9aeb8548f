package io.holdfast.http;

import io.holdfast.ledger.Caller;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests that Tomcat refuses before any application sees them, for example for a character that a path may
 * not have. Tomcat's own page is HTML. It makes this by name and without arguments.
 */
public final class ProblemValve extends ErrorReportValve {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var problem = named(request, response);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setStatus(problem.getStatus());
            response.getOutputStream().write(JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException hungUp) {
            container.getLogger().debug("The caller has hung up.", hungUp);
        }
    }

    private static Problem named(Request request, Response response) {
        var path = request.getRequestURI();
        var correlation = CallerFilter.correlationOf(request);
        response.setHeader(CallerFilter.CORRELATION, correlation);
        var problem = ServletProblems.of(response.getStatus(), request.getMethod(), path, response.getHeader("Allow"));
        problem.setInstance(instance(path));
        MDC.put(Caller.CORRELATION, correlation);
        NamedProblems.log(problem, String.valueOf(request.getMethod()), null);
        MDC.remove(Caller.CORRELATION);
        return problem.correlated(correlation);
    }

    /** What was asked for, unless it was refused for not being a path. Two slashes would begin the name of another host. */
    static URI instance(@Nullable String path) {
        try {
            return URI.create(path == null ? "/" : path.replaceFirst("^/*", "/"));
        } catch (IllegalArgumentException notOne) {
            return URI.create("/");
        }
    }
}
