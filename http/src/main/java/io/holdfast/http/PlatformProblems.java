package io.holdfast.http;

import io.holdfast.ledger.Contention;
import io.holdfast.ledger.Moment;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.Operation;
import io.holdfast.ledger.OperationInProgress;
import io.holdfast.ledger.OperationReused;
import io.holdfast.ledger.Outage;
import io.holdfast.ledger.OutcomeUnknown;
import io.holdfast.ledger.Precondition;
import io.holdfast.ledger.StaleVersion;
import io.holdfast.ledger.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.InvalidMimeTypeException;
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
    ResponseEntity<Object> answer(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            throw failure; // so that the server breaks the answer off, and nobody takes a part of it for the whole
        }
        return answer(failure, request);
    }

    @Nullable
    ResponseEntity<Object> answer(Exception failure, HttpServletRequest request) {
        if (failure instanceof AsyncRequestNotUsableException) {
            return null; // the caller has hung up
        }
        var problem = of(failure);
        problem.setInstance(ProblemValve.instance(request.getRequestURI())); // Spring fails where it is no URI, as "//"
        return problem.response();
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
            case BrokenBody broken -> broken(broken);
            case NoSuchStream missing ->
                Problem.of(ProblemType.NOT_FOUND, missing.getMessage())
                        .with(Fact.ID, missing.id())
                        .with(Fact.POSITION, missing.moment() instanceof Moment.At at ? at.position() : null);
            case NoResourceFoundException missing -> notFound("/" + missing.getResourcePath());
            case NoHandlerFoundException missing -> notFound(missing.getRequestURL());
            case HttpRequestMethodNotSupportedException method ->
                methodNotAllowed(method.getMethod(), allow(method.getSupportedHttpMethods()));
            case HttpMediaTypeNotSupportedException type ->
                Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.")
                        .with(Fact.ALLOWED, jsonOr(type.getSupportedMediaTypes()));
            case HttpMediaTypeNotAcceptableException type -> notAcceptable(jsonOr(type.getSupportedMediaTypes()));
            case InvalidMimeTypeException accept -> notAcceptable(jsonOr(List.of())); // the actuator, of "Accept: ,"
            case Contention contention ->
                Problem.of(ProblemType.CONTENTION, contention.getMessage())
                        .with(Fact.ATTEMPTS, contention.attempts())
                        .retryAfter(contention.retryAfter());
            case StaleVersion stale -> stale(stale);
            case OperationInProgress running ->
                Problem.of(ProblemType.REQUEST_IN_PROGRESS, running.getMessage())
                        .retryAfter(OperationInProgress.RETRY_AFTER);
            case OperationReused reused -> Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED, reused.getMessage());
            case Unavailable unavailable -> unavailable(unavailable.getMessage());
            case OutcomeUnknown unknown ->
                Problem.of(ProblemType.UNAVAILABLE, unknown.getMessage() + " It may have been done.")
                        .advising(Operation.isUnderWay() ? Retry.LATER : Retry.AFTER_READ)
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

    /** What a path has; JSON if it could not be found out, because the type that was sent cannot be read. */
    private static List<String> jsonOr(Collection<MediaType> types) {
        return types.isEmpty()
                ? List.of(MediaType.APPLICATION_JSON_VALUE)
                : types.stream().map(String::valueOf).sorted().distinct().toList();
    }

    /** A header that does not hold is RFC 9110's own case; a version in the body is a rule of this service like any other. */
    private static Problem stale(StaleVersion stale) {
        var status = switch (stale.expected()) {
            case Precondition.Exactly inTheBody -> HttpStatus.CONFLICT;
            case Precondition.OneOf ifMatch -> HttpStatus.PRECONDITION_FAILED;
            case Precondition.Exists ifMatch -> HttpStatus.PRECONDITION_FAILED;
        };
        return Problem.of(ProblemType.STALE_VERSION, status, stale.getMessage())
                .with(Fact.EXPECTED_VERSION, stale.expected().seen())
                .with(Fact.CURRENT_VERSION, stale.current())
                .with(
                        Fact.MISSED_EVENTS,
                        stale.missed().stream().map(MissedEvent::of).toList());
    }

    private static Problem notAcceptable(List<String> types) {
        return Problem.of(ProblemType.NOT_ACCEPTABLE, "The answer is %s.".formatted(String.join(" or ", types)))
                .with(Fact.ALLOWED, types);
    }

    /** HEAD and OPTIONS are answered wherever something is, but are not among what Spring names. */
    private static String allow(@Nullable Collection<HttpMethod> methods) {
        var names = new TreeSet<String>();
        names.add("OPTIONS");
        if (methods != null) {
            methods.forEach(method -> names.add(method.name()));
        }
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return String.join(", ", names);
    }

    /** @param allow as in the header */
    static Problem methodNotAllowed(String method, @Nullable String allow) {
        return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "%s is not possible here.".formatted(method))
                .with(Fact.METHOD, method)
                .with(Fact.ALLOWED, allow == null ? List.of() : List.of(allow.split(", *", -1)));
    }

    static Problem invalid(InvalidRequest invalid) {
        return Problem.of(ProblemType.INVALID_REQUEST, invalid.getMessage()).with(Fact.ERRORS, invalid.errors());
    }

    static Problem notFound(String path) {
        return Problem.of(ProblemType.NOT_FOUND, "There is no %s.".formatted(path))
                .with(Fact.ID, path);
    }

    static Problem tooLarge(long maxBytes) {
        return Problem.of(ProblemType.TOO_LARGE, "A body may have at most %d bytes.".formatted(maxBytes))
                .with(Fact.MAX_BYTES, maxBytes);
    }

    private static Problem unreadable(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BrokenBody broken) {
                return broken(broken);
            }
        }
        return invalid(
                unreadable.getCause() instanceof JacksonException wrong
                        ? new InvalidRequest(List.of(JsonFaults.of(wrong)))
                        : new InvalidRequest("", "A JSON body is missing"));
    }

    private static Problem broken(BrokenBody broken) {
        return switch (broken) {
            case TooLarge large -> tooLarge(large.limit());
            case TooSlow slow -> invalid(new InvalidRequest("", String.valueOf(slow.getMessage())));
            case CutOff cut -> invalid(new InvalidRequest("", String.valueOf(cut.getMessage())));
        };
    }

    private static Problem internal(Exception failure) {
        LOG.error("A request failed for a reason that nobody thought of.", failure);
        return Problem.of(ProblemType.INTERNAL, "Something went wrong here; it is not the request's fault.");
    }
}
