package io.holdfast.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what failed outside of Spring MVC, in a filter or in the servlet container, as a problem too. */
@RestController
class ServletProblems implements ErrorController {

    @RequestMapping("${server.error.path:${error.path:/error}}")
    ResponseEntity<Object> answer(HttpServletRequest request) {
        return of(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404)
                .response();
    }

    /** The problem for a status that the container chose. */
    static Problem of(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemType.NOT_FOUND, "There is nothing here.");
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This method is not possible here.");
            case 413 -> Problem.of(ProblemType.TOO_LARGE, "The request is too large.");
            default -> status < 500 ? invalid() : Problem.of(ProblemType.INTERNAL, "Something went wrong here.");
        };
    }

    private static Problem invalid() {
        var invalid = new InvalidRequest("request", "line or headers are not valid HTTP");
        return Problem.of(ProblemType.INVALID_REQUEST, invalid.getMessage()).with("errors", invalid.errors());
    }
}
