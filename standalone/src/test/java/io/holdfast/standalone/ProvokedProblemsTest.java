package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.holdfast.http.ProblemType;
import io.holdfast.ledger.Contention;
import io.holdfast.standalone.Http.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Every kind of problem, as it really comes back. That it has exactly the documented facts, {@link Http} checks of each
 * problem in every test.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProvokedProblemsTest {

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    @BeforeAll
    static void start() {
        service = new Service(data, Accidents.class);
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** What no request can bring about by itself. */
    @RestController
    static class Accidents {

        @GetMapping("/accidents/contention")
        void contention() {
            throw new Contention(5, Duration.ofMillis(1_001));
        }

        @GetMapping("/accidents/outage")
        void outage() {
            throw new IllegalStateException(new SQLTransientConnectionException("secret"));
        }

        @GetMapping("/accidents/mistake")
        void mistake() {
            throw new IllegalStateException("secret");
        }
    }

    static Stream<Arguments> provocations() {
        return Stream.of(
                provoked(ProblemType.INVALID_REQUEST, h -> h.post("/inventory", "{}")),
                provoked(ProblemType.NOT_FOUND, h -> h.get("/inventory/NOTHING")),
                provoked(ProblemType.GONE, h -> h.get("/inventory/" + deleted())),
                provoked(
                        ProblemType.METHOD_NOT_ALLOWED,
                        h -> h.send(h.request("/orders").method("PATCH", BodyPublishers.noBody()))),
                provoked(
                        ProblemType.NOT_ACCEPTABLE,
                        h -> h.send(h.request("/orders").header("Accept", "image/png"))),
                provoked(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        h -> h.send(h.request("/orders").POST(BodyPublishers.ofString("<order/>")))),
                provoked(ProblemType.TOO_LARGE, h -> h.post("/orders", " ".repeat(300_000))),
                provoked(ProblemType.ALREADY_EXISTS, h -> h.post("/inventory", item(service.stock(1)))),
                provoked(ProblemType.UNIQUE_VIOLATION, h -> {
                    var ann = "{\"email\":\"ann@example.com\",\"username\":\"ann\"}";
                    h.post("/customers", ann);
                    return h.post("/customers", ann);
                }),
                provoked(ProblemType.STOCK_BEING_DELETED, h -> {
                    var sku = service.stock(1);
                    service.order(sku, 1);
                    h.delete("/inventory/" + sku + "?whenReserved=recall");
                    return h.post("/orders", Service.orderFor(sku, 1));
                }),
                provoked(ProblemType.STOCK_DELETED, h -> h.post("/orders", Service.orderFor(deleted(), 1))),
                provoked(ProblemType.STOCK_HELD, h -> {
                    var sku = service.stock(1);
                    service.order(sku, 1);
                    return h.delete("/inventory/" + sku);
                }),
                provoked(ProblemType.INSUFFICIENT_STOCK, h -> h.post("/orders", Service.orderFor(service.stock(1), 2))),
                provoked(
                        ProblemType.LINES_REFUSED,
                        h -> h.post(
                                "/orders",
                                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":2},{\"sku\":\"NOTHING\",\"quantity\":1}]}"
                                        .formatted(service.stock(1)))),
                provoked(ProblemType.ILLEGAL_TRANSITION, h -> h.delete("/inventory/" + service.stock(1) + "/deletion")),
                provoked(
                        ProblemType.STALE_VERSION,
                        h -> h.post(
                                "/inventory/" + service.stock(1) + "/receipts",
                                "{\"quantity\":1,\"expectedVersion\":7}")),
                provoked(ProblemType.IDEMPOTENCY_KEY_REUSED, h -> {
                    var receipts = "/inventory/" + service.stock(1) + "/receipts";
                    keyed(h, receipts, "{\"quantity\":1}");
                    return keyed(h, receipts, "{\"quantity\":2}");
                }),
                provoked(ProblemType.CONTENTION, h -> h.get("/accidents/contention")),
                provoked(ProblemType.UNAVAILABLE, h -> h.get("/accidents/outage")),
                provoked(ProblemType.INTERNAL, h -> h.get("/accidents/mistake")));
    }

    private static Answer keyed(Http h, String path, String body) {
        return h.send(h.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"a key\"")
                .POST(BodyPublishers.ofString(body)));
    }

    private static Arguments provoked(ProblemType type, Function<Http, Answer> provocation) {
        return arguments(type, provocation);
    }

    @ParameterizedTest
    @MethodSource("provocations")
    void a_problem_has_its_status_and_exactly_its_facts(ProblemType type, Function<Http, Answer> provocation) {
        var answer = provocation.apply(http);
        assertThat(answer.problem()).isEqualTo(type.slug());
        assertThat(answer.status()).isEqualTo(type.status().value());
        assertThat(answer.text()).doesNotContain("secret");
    }

    @Test
    void none_is_left_out() {
        assertThat(provocations().map(row -> row.get()[0]).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)));
    }

    /** Provoked in the tests of what they belong to. */
    static final Set<ProblemType> ELSEWHERE = EnumSet.of(ProblemType.REQUEST_IN_PROGRESS);

    @Test
    void seconds_to_wait_are_rounded_up() {
        assertThat(http.get("/accidents/contention").header("Retry-After")).isEqualTo("2");
        assertThat(http.get("/accidents/outage").header("Retry-After")).isEqualTo("1");
    }

    private static String deleted() {
        var sku = service.stock(1);
        assertThat(http.delete("/inventory/" + sku).status()).isEqualTo(204);
        return sku;
    }

    private static String item(String sku) {
        return "{\"sku\":\"%s\"}".formatted(sku);
    }
}
