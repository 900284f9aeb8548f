package io.holdfast.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.holdfast.http.InvalidRequest.Fault;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.Contention;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.OutcomeUnknown;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What the services have not refused themselves; how it looks over HTTP is in the whole program's tests. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlatformProblemsTest {

    static final String BROKEN_OFF = "The body ended before its end, or is not in the chunks that were announced";

    static Stream<Arguments> table() {
        return Stream.of(
                arguments(
                        new InvalidRequest(List.of(new Fault("/sku", "is missing"), new Fault("?limit", "is not 5"))),
                        ProblemType.INVALID_REQUEST,
                        "/sku is missing. ?limit is not 5.",
                        Map.of("errors", List.of(new Fault("/sku", "is missing"), new Fault("?limit", "is not 5")))),
                arguments(
                        new MissingServletRequestParameterException("from", "String"),
                        ProblemType.INVALID_REQUEST,
                        "?from is missing.",
                        Map.of("errors", List.of(new Fault("?from", "is missing")))),
                arguments(
                        new TooLarge(7),
                        ProblemType.TOO_LARGE,
                        "A body may have at most 7 bytes.",
                        Map.of("maxBytes", 7L)),
                arguments(
                        new TooSlow(Duration.ofSeconds(7)),
                        ProblemType.INVALID_REQUEST,
                        "The body did not arrive within 7 seconds.",
                        Map.of("errors", List.of(new Fault("", "The body did not arrive within 7 seconds")))),
                arguments(
                        new CutOff(new SocketTimeoutException()),
                        ProblemType.INVALID_REQUEST,
                        "The body stopped in the middle.",
                        Map.of("errors", List.of(new Fault("", "The body stopped in the middle")))),
                arguments(
                        new CutOff(new EOFException()),
                        ProblemType.INVALID_REQUEST,
                        BROKEN_OFF + ".",
                        Map.of("errors", List.of(new Fault("", BROKEN_OFF)))),
                arguments(
                        new NoSuchStream("order-1"),
                        ProblemType.NOT_FOUND,
                        "There is no order-1.",
                        Map.of("id", "order-1")),
                arguments(
                        new NoResourceFoundException(HttpMethod.GET, "/nothing", "nothing"),
                        ProblemType.NOT_FOUND,
                        "There is no /nothing.",
                        Map.of("id", "/nothing")),
                arguments(
                        new HttpRequestMethodNotSupportedException("PUT", List.of("POST", "GET")),
                        ProblemType.METHOD_NOT_ALLOWED,
                        "PUT is not possible here.",
                        Map.of("method", "PUT", "allowed", List.of("GET", "HEAD", "OPTIONS", "POST"))),
                arguments(
                        new HttpMediaTypeNotSupportedException(
                                MediaType.TEXT_PLAIN, List.of(MediaType.APPLICATION_JSON)),
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The body must be application/json.",
                        Map.of("allowed", List.of("application/json"))),
                arguments(
                        new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON)),
                        ProblemType.NOT_ACCEPTABLE,
                        "The answer is application/json.",
                        Map.of("allowed", List.of("application/json"))),
                arguments(
                        new InvalidMimeTypeException("", "empty"),
                        ProblemType.NOT_ACCEPTABLE,
                        "The answer is application/json.",
                        Map.of("allowed", List.of("application/json"))),
                arguments(
                        new Contention(5, Duration.ofMillis(200)),
                        ProblemType.CONTENTION,
                        "Others changed the same thing at the same time; gave up after 5 attempts.",
                        Map.of("attempts", 5, "retryAfterMs", 200L)),
                arguments(
                        unknownOutcome(),
                        ProblemType.UNAVAILABLE,
                        "No answer in time. It may have been done.",
                        Map.of("retryAfterMs", 1000L, "retry", Retry.AFTER_READ)),
                arguments(
                        new IllegalStateException(new SQLTransientConnectionException("secret")),
                        ProblemType.UNAVAILABLE,
                        "The database is away. Nothing was changed.",
                        Map.of("retryAfterMs", 1000L)),
                arguments(
                        new InvalidParameterException("%zz"),
                        ProblemType.INVALID_REQUEST,
                        "? is not percent-encoded UTF-8.",
                        Map.of("errors", List.of(new Fault("?", "is not percent-encoded UTF-8")))),
                arguments(
                        new IllegalStateException("secret"),
                        ProblemType.INTERNAL,
                        "Something went wrong here; it is not the request's fault.",
                        Map.of()));
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_failure_has_one_type_and_all_its_facts(
            Exception failure, ProblemType type, String detail, Map<String, Object> facts) {
        var problem = PlatformProblems.of(failure);
        assertThat(problem.getStatus()).isEqualTo(type.status().value());
        assertThat(problem.getType()).isEqualTo(type.uri());
        assertThat(problem.getDetail()).isEqualTo(detail);
        var expected = new HashMap<>(facts);
        expected.putIfAbsent("retry", type.retry());
        if (type == ProblemType.CONTENTION) {
            expected.put("message", "Conflict: " + detail);
        }
        assertThat(problem.getProperties()).isEqualTo(expected);
        assertThat(problem.missing()).isEmpty();
    }

    @Test
    void what_nobody_thought_of_says_nothing_about_itself() {
        assertThat(PlatformProblems.of(new IllegalStateException("secret")).toString())
                .doesNotContain("secret");
    }

    @Test
    void headers_go_with_the_facts() {
        var contention = answer(new Contention(5, Duration.ofMillis(1_001)));
        assertThat(contention.getHeaders().getFirst("Retry-After")).isEqualTo("2");
        var method = answer(new HttpRequestMethodNotSupportedException("PUT", List.of("GET")));
        assertThat(method.getHeaders().getAllow())
                .containsExactlyInAnyOrder(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    }

    @Test
    void a_caller_that_has_hung_up_is_not_answered() {
        assertThat(new PlatformProblems()
                        .answer(new AsyncRequestNotUsableException("gone"), new MockHttpServletRequest()))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"/orders/order-1, /orders/order-1", "//orders/order-1, /orders/order-1", "//, /", "/[, /"})
    void a_problem_says_what_was_asked_for_if_that_is_a_path(String path, String instance) {
        var request = new MockHttpServletRequest("GET", path);
        var answer = requireNonNull(new PlatformProblems().answer(new NoSuchStream("order-1"), request));
        assertThat(answer.getBody())
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.getInstance()).hasToString(instance));
    }

    private static ResponseEntity<Object> answer(Exception failure) {
        return requireNonNull(new PlatformProblems().answer(failure, new MockHttpServletRequest()));
    }

    private static @Nullable OutcomeUnknown unknownOutcome() {
        Thread.currentThread().interrupt();
        try {
            return catchThrowableOfType(OutcomeUnknown.class, () -> Commands.answer(new CompletableFuture<>()));
        } finally {
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
    }
}
