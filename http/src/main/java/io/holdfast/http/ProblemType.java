package io.holdfast.http;

import static io.holdfast.http.Fact.ALLOWED;
import static io.holdfast.http.Fact.AS_OF;
import static io.holdfast.http.Fact.ATTEMPTS;
import static io.holdfast.http.Fact.AVAILABLE;
import static io.holdfast.http.Fact.BLOCKERS;
import static io.holdfast.http.Fact.BLOCKER_COUNT;
import static io.holdfast.http.Fact.BY;
import static io.holdfast.http.Fact.CLEARED_BY;
import static io.holdfast.http.Fact.CURRENT_VERSION;
import static io.holdfast.http.Fact.CUSTOMER_ID;
import static io.holdfast.http.Fact.ERRORS;
import static io.holdfast.http.Fact.EXISTING;
import static io.holdfast.http.Fact.EXPECTED_VERSION;
import static io.holdfast.http.Fact.FIELD;
import static io.holdfast.http.Fact.FIELDS;
import static io.holdfast.http.Fact.HELD;
import static io.holdfast.http.Fact.ID;
import static io.holdfast.http.Fact.LOCATION;
import static io.holdfast.http.Fact.MAX_BYTES;
import static io.holdfast.http.Fact.MAX_LINES;
import static io.holdfast.http.Fact.METHOD;
import static io.holdfast.http.Fact.MISSED_EVENTS;
import static io.holdfast.http.Fact.ON_HAND;
import static io.holdfast.http.Fact.ORDER_ID;
import static io.holdfast.http.Fact.POSITION;
import static io.holdfast.http.Fact.QUANTITY;
import static io.holdfast.http.Fact.REFUSALS;
import static io.holdfast.http.Fact.REQUESTED;
import static io.holdfast.http.Fact.RESERVED;
import static io.holdfast.http.Fact.RETRY_AFTER_MS;
import static io.holdfast.http.Fact.SHIPMENT_ID;
import static io.holdfast.http.Fact.SHIPPED;
import static io.holdfast.http.Fact.SINCE;
import static io.holdfast.http.Fact.SKU;
import static io.holdfast.http.Fact.STATE;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Every problem that Holdfast answers with. The one list behind statuses, titles and advice, the pages under {@code
 * /problems}, the README's table and the OpenAPI document.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public enum ProblemType {
    INVALID_REQUEST(
            HttpStatus.BAD_REQUEST,
            Retry.NEVER,
            "Invalid request",
            Explanation.of(
                            "Something in the request is missing, unknown, malformed or out of its bounds.",
                            "Correct every place that errors names. Bounds are checked together, after names and types: so a"
                                    + " second look may find more.")
                    .example("POST /inventory", "/sku is missing.")
                    .with(ERRORS)),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            Retry.NEVER,
            "Not found",
            Explanation.of(
                            "There is nothing under this id or path, and never was; or there was not yet, at that"
                                    + " position.",
                            "Check the id. A list follows a write a moment later; a read of one thing does so at once.")
                    .example("GET /orders/order-1", "There is no order-1.")
                    .with(ID)
                    .sometimes(SKU, LOCATION, ORDER_ID, POSITION)),
    GONE(
            HttpStatus.GONE,
            Retry.NEVER,
            "Gone",
            Explanation.of(
                            "It was there and is not any more: the stock item was deleted, or the customer erased.",
                            "Do without it, or register it again.")
                    .example("GET /inventory/TEA-1", "TEA-1 at main was deleted at 2026-11-23T22:10:38.060Z by ann.")
                    .with(SINCE, BY)
                    .sometimes(SKU, LOCATION, CUSTOMER_ID)
                    .showing(SKU, "TEA-1")
                    .showing(LOCATION, "main")),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            Retry.NEVER,
            "Method not allowed",
            Explanation.of("The path exists, but not with this method.", "Use one of allowed.")
                    .example("PATCH /inventory/TEA-1", "PATCH is not possible here.")
                    .with(METHOD, ALLOWED)),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            Retry.NEVER,
            "Not acceptable",
            Explanation.of(
                            "The request accepts only media types that this path does not have, or its Accept header"
                                    + " cannot be read.",
                            "Accept one of allowed, or leave the header out.")
                    .example("GET /inventory/TEA-1", "The answer is application/json.")
                    .with(ALLOWED)
                    .showing(ALLOWED, List.of("application/json"))),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            Retry.NEVER,
            "Unsupported media type",
            Explanation.of(
                            "The body is not of a type that is read here.",
                            "Send JSON, and say so: Content-Type: application/json.")
                    .example("POST /inventory", "The body must be application/json.")
                    .with(ALLOWED)
                    .showing(ALLOWED, List.of("application/json"))),
    TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            Retry.NEVER,
            "Too large",
            Explanation.of("The request has more bytes than are taken.", "Send less at once.")
                    .example("POST /orders", "A body may have at most 262144 bytes.")
                    .with(MAX_BYTES)),
    ALREADY_EXISTS(
            HttpStatus.CONFLICT,
            Retry.NEVER,
            "Already exists",
            Explanation.of(
                            "The name is taken, by something that is not the same as what was sent.",
                            "Read what exists. If it is yours, go on with it; if not, choose another name.")
                    .example("POST /inventory", "TEA-1 at main exists already.")
                    .with(EXISTING)
                    .sometimes(SKU, LOCATION, ORDER_ID, SHIPMENT_ID, QUANTITY)),
    UNIQUE_VIOLATION(
            HttpStatus.CONFLICT,
            Retry.NEVER,
            "Already taken",
            Explanation.of("Somebody else has this value, and it may be there only once.", "Choose another value.")
                    .example("POST /customers", "Email already registered.")
                    .with(FIELD, FIELDS)),
    STALE_VERSION(
            HttpStatus.CONFLICT,
            Retry.AFTER_READ,
            "Changed meanwhile",
            Explanation.of(
                            "The request was made for a version that is no longer the current one. The status is 412 if"
                                    + " If-Match said the version, and 409 if expectedVersion did.",
                            "See in missedEvents what happened, read the resource again, and decide anew.")
                    .example("POST /inventory/TEA-1/receipts", "stock-TEA-1@main is at version 4, not 3.")
                    .with(MISSED_EVENTS)
                    .sometimes(EXPECTED_VERSION, CURRENT_VERSION)
                    .showing(EXPECTED_VERSION, 3)
                    .showing(CURRENT_VERSION, 4)) {
        @Override
        public List<HttpStatus> statuses() {
            return List.of(HttpStatus.CONFLICT, HttpStatus.PRECONDITION_FAILED);
        }
    },
    STOCK_BEING_DELETED(
            HttpStatus.CONFLICT,
            Retry.AFTER_CHANGE,
            "Stock is being deleted",
            Explanation.of(
                            "Somebody recalled the stock item: nothing of it is promised or shipped any more.",
                            "Cancel the deletion, or do without the item.")
                    .example(
                            "POST /orders/order-1/shipments",
                            "TEA-1 at main is being deleted since 2026-11-23T22:10:38.060Z by ann.")
                    .with(SKU, LOCATION, SINCE, BY, CLEARED_BY)
                    .showing(CLEARED_BY, List.of("DELETE /inventory/TEA-1/deletion"))),
    STOCK_DELETED(
            HttpStatus.CONFLICT,
            Retry.AFTER_CHANGE,
            "Stock was deleted",
            Explanation.of("The stock item is gone.", "Register it again, or do without the item.")
                    .example("POST /orders", "TEA-1 at main was deleted at 2026-11-23T22:10:38.060Z by ann.")
                    .with(SKU, LOCATION, SINCE, BY, CLEARED_BY)
                    .showing(CLEARED_BY, List.of("POST /inventory"))),
    STOCK_HELD(
            HttpStatus.CONFLICT,
            Retry.AFTER_CHANGE,
            "Stock is held",
            Explanation.of(
                            "Orders or shipments hold units of the stock item, so it cannot be deleted, or not be"
                                    + " adjusted to fewer units than they hold.",
                            "Do for each of blockers one of what its clearedBy says. What is to be deleted can also be"
                                    + " deleted with whenReserved=recall: nothing more is promised, and it goes when"
                                    + " the last hold has gone.")
                    .example(
                            "DELETE /inventory/TEA-1",
                            "TEA-1 at main cannot be deleted: orders or shipments hold 2 units of it.")
                    .with(SKU, LOCATION, HELD, BLOCKER_COUNT, BLOCKERS)
                    .sometimes(ON_HAND)),
    INSUFFICIENT_STOCK(
            HttpStatus.CONFLICT,
            Retry.AFTER_CHANGE,
            "Not enough stock",
            Explanation.of(
                            "Fewer units are there for this request than it asks for.",
                            "Ask for at most available, or do what clearedBy says.")
                    .example("POST /orders", "TEA-1 at main has 6 available, not 7.")
                    .with(SKU, LOCATION, REQUESTED, AVAILABLE)
                    .sometimes(CLEARED_BY, RESERVED, ORDER_ID, SHIPMENT_ID)),
    LINES_REFUSED(
            HttpStatus.CONFLICT,
            Retry.AFTER_CHANGE,
            "Several lines were refused",
            Explanation.of(
                            "Several lines of the order cannot have their stock. Nothing was done for the others"
                                    + " either. One line alone is answered as itself.",
                            "Each of refusals is a problem of its own: clear them all.")
                    .example("POST /orders", "2 lines cannot have their stock.")
                    .with(REFUSALS)),
    ILLEGAL_TRANSITION(
            HttpStatus.CONFLICT,
            Retry.AFTER_CHANGE,
            "Not possible in this state",
            Explanation.of(
                            "The order, stock item or customer is in a state in which this cannot be done.",
                            "Do one of allowed instead; if it is empty, nothing more can be done with it. If there are"
                                    + " blockers, do for each of them what its clearedBy says.")
                    .example(
                            "POST /orders/order-01a20a76-0ad8-7139-b5b1-31d11910c602/shipments",
                            "order-01a20a76-0ad8-7139-b5b1-31d11910c602 is CANCELLED, no longer OPEN.")
                    .with(STATE, ALLOWED)
                    .showing(ALLOWED, List.of())
                    .sometimes(
                            SKU,
                            LOCATION,
                            ORDER_ID,
                            SHIPMENT_ID,
                            CUSTOMER_ID,
                            REQUESTED,
                            SHIPPED,
                            MAX_LINES,
                            AS_OF,
                            BLOCKERS,
                            BLOCKER_COUNT)),
    CONTENTION(
            HttpStatus.CONFLICT,
            Retry.LATER,
            "Somebody else was first",
            Explanation.of(
                            "Others changed the same thing at the same time, again and again. Nothing was changed.",
                            "Send it again after the time that it says.")
                    .example(
                            "POST /inventory/TEA-1/receipts",
                            "Others changed the same thing at the same time; gave up after 5 attempts.")
                    .with(ATTEMPTS, RETRY_AFTER_MS)
                    .showing(RETRY_AFTER_MS, 200)
                    .sometimes(ID, SKU, LOCATION)),
    REQUEST_IN_PROGRESS(
            HttpStatus.CONFLICT,
            Retry.LATER,
            "Still running",
            Explanation.of(
                            "A request with the same Idempotency-Key is not answered yet.",
                            "Send it again after the time that it says, with the same key: it gets the first result.")
                    .example("POST /orders", "A request with this Idempotency-Key is still running.")
                    .with(RETRY_AFTER_MS)),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            Retry.NEVER,
            "Idempotency-Key used for something else",
            Explanation.of(
                            "The Idempotency-Key was sent before with another request.",
                            "Make a new key for each operation; use the same one only to repeat the same request.")
                    .example("POST /orders", "This Idempotency-Key was used for another request.")),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            Retry.LATER,
            "Unavailable",
            Explanation.of(
                            "The database cannot be reached, or more waits than can be done soon.",
                            "Send it again after the time that it says. If retry is AFTER_READ, the change may have been"
                                    + " made: read before you decide. With an Idempotency-Key sending it again is safe.")
                    .example("POST /orders", "The database is away. Nothing was changed.")
                    .with(RETRY_AFTER_MS)),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            Retry.LATER,
            "Internal error",
            Explanation.of(
                            "Something went wrong that nobody thought of; it is not the request's fault.",
                            "Tell the operator the correlation id: the log says more under it.")
                    .example("GET /orders", "Something went wrong here; it is not the request's fault."));

    private final HttpStatus status;
    private final Retry retry;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts, and of lists that nobody can change
    private final Explanation explanation;

    ProblemType(HttpStatus status, Retry retry, String title, Explanation explanation) {
        this.status = status;
        this.retry = retry;
        this.title = title;
        this.explanation = explanation;
    }

    /** The problem with this slug. */
    public static Optional<ProblemType> of(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** The last part of its address: {@code stock-held}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its name for programs, relative to the service: {@code /problems/stock-held}. */
    public URI uri() {
        return URI.create("/problems/" + slug());
    }

    /** The status it is answered with, if nothing else is said. */
    public HttpStatus status() {
        return status;
    }

    /** All statuses it may be answered with, the usual one first. */
    public List<HttpStatus> statuses() {
        return List.of(status);
    }

    /** What a program should do about it. */
    public Retry retry() {
        return retry;
    }

    /** Its name for people; the same every time. */
    public String title() {
        return title;
    }

    /** What happened, for somebody who sees it for the first time. */
    public String happened() {
        return explanation.happened();
    }

    /** What to do about it. */
    public String clearing() {
        return explanation.clearing();
    }

    /** Facts that it always has, beyond those that {@link Fact#EVERY every problem} has. */
    public List<Fact> always() {
        return explanation.always();
    }

    /** Facts that it has where they apply. */
    public List<Fact> sometimes() {
        var facts = new ArrayList<>(explanation.sometimes());
        if (statuses().contains(HttpStatus.CONFLICT)) {
            facts.add(Fact.MESSAGE);
        }
        return facts;
    }

    /** Whether a problem of this type may have this fact. */
    boolean has(Fact fact) {
        return explanation.always().contains(fact) || explanation.sometimes().contains(fact);
    }

    /** A request that gets this problem, as a request line. */
    public String exampleRequest() {
        return explanation.request();
    }

    /** One as it could come back. */
    public Problem example() {
        var problem = Problem.of(this, explanation.detail());
        problem.setInstance(URI.create(explanation.request().replaceFirst("^\\S+ ", "")));
        always().forEach(fact -> problem.with(fact, exampleOf(fact)));
        explanation.examples().forEach(problem::with);
        return problem.correlated(String.valueOf(Fact.CORRELATION_ID.example()));
    }

    private Object exampleOf(Fact fact) {
        return fact == REFUSALS
                ? List.of(INSUFFICIENT_STOCK.refusal("TEA-1"), STOCK_DELETED.refusal("CUP-1"))
                : explanation.exampleOf(fact);
    }

    /** As one among several, about this article. */
    private Problem refusal(String sku) {
        var problem = Problem.of(this, explanation.detail().replace("TEA-1", sku));
        always().forEach(fact -> problem.with(fact, exampleOf(fact)));
        return problem.with(SKU, sku);
    }
}
