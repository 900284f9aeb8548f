package io.holdfast.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what failed outside of Spring MVC, in a filter or in the servlet container, as a problem too. Of a body that cannot
 * be read Tomcat makes a failure by itself, whatever the application wanted to answer.
 */
@RestController
class ServletProblems implements ErrorController {

    @RequestMapping("${server.error.path:${error.path:/error}}")
    ResponseEntity<Object> answer(HttpServletRequest request, HttpServletResponse response) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var method = request.getAttribute(RequestDispatcher.ERROR_METHOD);
        var uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = uri == null ? request.getRequestURI() : String.valueOf(uri);
        var problem = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IOException broken
                        && isTheCallers(broken, status)
                ? PlatformProblems.of(new CutOff(broken))
                : of(
                        status instanceof Integer known ? known : 404,
                        method == null ? request.getMethod() : String.valueOf(method),
                        path,
                        response.getHeader("Allow"));
        problem.setInstance(ProblemValve.instance(path));
        return problem.response();
    }

    /** Tomcat says so by the kind of failure, or by the status that it makes of it, 400 or 408; any other one is our own. */
    private static boolean isTheCallers(IOException broken, @Nullable Object status) {
        return broken instanceof BadRequestException || (status instanceof Integer known && known < 500);
    }

    /**
     * The problem for a status that the container chose. What it does not understand (501, 505) is the caller's fault.
     *
     * @param allow the methods that are possible, if it said so
     */
    static Problem of(int status, @Nullable String method, @Nullable String path, @Nullable String allow) {
        return switch (status) {
            case 404 -> PlatformProblems.notFound(Objects.requireNonNullElse(path, "/"));
            case 405 -> PlatformProblems.methodNotAllowed(Objects.requireNonNullElse(method, ""), allow);
            case 413 -> PlatformProblems.tooLarge(HttpConfiguration.MAX_BODY);
            case 500, 502, 503, 504 ->
                Problem.of(ProblemType.INTERNAL, "Something went wrong here; it is not the request's fault.");
            default -> PlatformProblems.invalid(new InvalidRequest("request", "line or headers are not valid HTTP"));
        };
    }
}
