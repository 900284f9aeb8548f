package io.holdfast.http;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * Every problem that Holdfast answers with. The one list behind statuses, titles and documentation.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public enum ProblemType {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, Retry.NEVER, "Invalid request"),
    NOT_FOUND(HttpStatus.NOT_FOUND, Retry.NEVER, "Not found"),
    GONE(HttpStatus.GONE, Retry.NEVER, "Gone"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, Retry.NEVER, "Method not allowed"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, Retry.NEVER, "Not acceptable"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, Retry.NEVER, "Unsupported media type"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, Retry.NEVER, "Too large"),
    ALREADY_EXISTS(HttpStatus.CONFLICT, Retry.NEVER, "Already exists"),
    UNIQUE_VIOLATION(HttpStatus.CONFLICT, Retry.NEVER, "Already taken"),
    STOCK_BEING_DELETED(HttpStatus.CONFLICT, Retry.AFTER_CHANGE, "Stock is being deleted"),
    STOCK_DELETED(HttpStatus.CONFLICT, Retry.AFTER_CHANGE, "Stock was deleted"),
    STOCK_HELD(HttpStatus.CONFLICT, Retry.AFTER_CHANGE, "Stock is held"),
    INSUFFICIENT_STOCK(HttpStatus.CONFLICT, Retry.AFTER_CHANGE, "Not enough stock"),
    LINES_REFUSED(HttpStatus.CONFLICT, Retry.AFTER_CHANGE, "Several lines were refused"),
    ILLEGAL_TRANSITION(HttpStatus.CONFLICT, Retry.AFTER_CHANGE, "Not possible in this state"),
    CONTENTION(HttpStatus.CONFLICT, Retry.LATER, "Somebody else was first"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, Retry.LATER, "Unavailable"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, Retry.LATER, "Internal error");

    private final HttpStatus status;
    private final Retry retry;
    private final String title;

    ProblemType(HttpStatus status, Retry retry, String title) {
        this.status = status;
        this.retry = retry;
        this.title = title;
    }

    /** The last part of its address: {@code stock-held}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its name for programs, relative to the service: {@code /problems/stock-held}. */
    public URI uri() {
        return URI.create("/problems/" + slug());
    }

    /** The status it is answered with. */
    public HttpStatus status() {
        return status;
    }

    /** What a program should do about it. */
    public Retry retry() {
        return retry;
    }

    /** Its name for people; the same every time. */
    public String title() {
        return title;
    }
}
