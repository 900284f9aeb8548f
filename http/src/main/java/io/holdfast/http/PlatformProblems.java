package io.holdfast.http;

import io.holdfast.ledger.Caller;
import io.holdfast.ledger.Contention;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.Outage;
import io.holdfast.ledger.OutcomeUnknown;
import io.holdfast.ledger.Unavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/**
 * The only place that knows how what is not a service's own refusal is answered: broken requests, the conflicts that
 * every ledger can have, and whatever nobody thought of. The services' {@code Problems} come first.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class PlatformProblems {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformProblems.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> answer(Exception failure) {
        if (failure instanceof AsyncRequestNotUsableException) {
            return null; // the caller has hung up
        }
        var response = of(failure).response();
        if (!(failure instanceof ErrorResponse known)) {
            return response;
        }
        var headers = new HttpHeaders(known.getHeaders()); // Allow, Accept
        headers.addAll(response.getHeaders());
        return new ResponseEntity<>(response.getBody(), headers, response.getStatusCode());
    }

    static Problem of(Exception failure) {
        return switch (failure) {
            case InvalidRequest invalid -> invalid(invalid);
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentNotValidException broken ->
                invalid(new InvalidRequest(RequestFaults.of(broken.getBindingResult())));
            case HandlerMethodValidationException broken -> invalid(new InvalidRequest(RequestFaults.of(broken)));
            case MethodArgumentTypeMismatchException type ->
                invalid(new InvalidRequest(
                        RequestFaults.place(type.getParameter()), "is not " + Expected.of(type.getRequiredType())));
            case InvalidParameterException broken -> invalid(new InvalidRequest("?", "is not percent-encoded UTF-8"));
            case MissingServletRequestParameterException missing ->
                invalid(new InvalidRequest("?" + missing.getParameterName(), "is missing"));
            case NoSuchStream missing ->
                Problem.of(ProblemType.NOT_FOUND, missing.getMessage()).with("id", missing.id());
            case NoResourceFoundException missing -> notFound("/" + missing.getResourcePath());
            case NoHandlerFoundException missing -> notFound(missing.getRequestURL());
            case HttpRequestMethodNotSupportedException method ->
                Problem.of(ProblemType.METHOD_NOT_ALLOWED, "%s is not possible here.".formatted(method.getMethod()))
                        .with("method", method.getMethod())
                        .with("allowed", strings(method.getSupportedHttpMethods()));
            case HttpMediaTypeNotSupportedException type ->
                Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.")
                        .with("allowed", strings(type.getSupportedMediaTypes()));
            case HttpMediaTypeNotAcceptableException type ->
                Problem.of(ProblemType.NOT_ACCEPTABLE, "The answer is application/json.")
                        .with("allowed", strings(type.getSupportedMediaTypes()));
            case Contention contention ->
                Problem.of(ProblemType.CONTENTION, contention.getMessage())
                        .with("attempts", contention.attempts())
                        .retryAfter(contention.retryAfter());
            case Unavailable unavailable -> unavailable(unavailable.getMessage());
            case OutcomeUnknown unknown ->
                Problem.of(ProblemType.UNAVAILABLE, unknown.getMessage() + " Read first: it may have been done.")
                        .retryAfter(Duration.ofSeconds(1));
            default -> other(failure);
        };
    }

    private static Problem other(Exception failure) {
        if (isTheCallers(failure)) {
            return invalid(new InvalidRequest("", "The request is not valid"));
        }
        return Outage.caused(failure) ? unavailable("The database is away.") : internal(failure);
    }

    private static Problem unavailable(@Nullable String why) {
        return Problem.of(ProblemType.UNAVAILABLE, why + " Nothing was changed.")
                .retryAfter(Unavailable.RETRY_AFTER);
    }

    private static boolean isTheCallers(Exception failure) {
        return failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError();
    }

    private static List<String> strings(@Nullable Collection<?> values) {
        return values == null
                ? List.of()
                : values.stream().map(String::valueOf).sorted().toList();
    }

    private static Problem invalid(InvalidRequest invalid) {
        return Problem.of(ProblemType.INVALID_REQUEST, invalid.getMessage()).with("errors", invalid.errors());
    }

    private static Problem notFound(String path) {
        return Problem.of(ProblemType.NOT_FOUND, "There is no %s.".formatted(path))
                .with("id", path);
    }

    private static Problem unreadable(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLarge large) {
                return tooLarge(large);
            }
        }
        return invalid(
                unreadable.getCause() instanceof JacksonException wrong
                        ? new InvalidRequest(List.of(JsonFaults.of(wrong)))
                        : new InvalidRequest("", "A JSON body is missing"));
    }

    private static Problem tooLarge(TooLarge large) {
        return Problem.of(ProblemType.TOO_LARGE, large.getMessage()).with("maxBytes", large.limit());
    }

    private static Problem internal(Exception failure) {
        LOG.error("A request failed for a reason that nobody thought of.", failure);
        var problem = Problem.of(ProblemType.INTERNAL, "Something went wrong here; it is not the request's fault.");
        return Caller.CURRENT.isBound()
                ? problem.with("correlationId", Caller.CURRENT.get().correlation())
                : problem;
    }
}
