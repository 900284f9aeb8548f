package io.holdfast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.standalone.Http.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What RFC 9110 says about methods, conditions and negotiation, and what every answer is called. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class HttpSemanticsTest {

    @TempDir
    static Path data;

    static Service service;
    static Http http;
    static String item;
    static String order;

    @BeforeAll
    static void start() {
        service = new Service(data, "--logging.level.io.holdfast.http=info");
        http = service.http();
        http.get("/openapi.json"); // takes its time, once
        var sku = service.stock(10);
        item = "/inventory/" + sku;
        order = "/orders/" + service.order(sku, 1);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void an_answer_says_how_long_it_is() {
        var placed = http.post("/orders", Service.orderFor(item.substring("/inventory/".length()), 1));
        assertThat(placed.status()).isEqualTo(201);
        for (var answer :
                List.of(placed, http.get(item), http.get(item + "/history"), http.get("/inventory/NOTHING"))) {
            assertThat(answer.header("Content-Length"))
                    .as(answer.text())
                    .isEqualTo(String.valueOf(answer.text().getBytes(UTF_8).length));
        }
    }

    @Test
    void head_answers_as_get_without_a_body() {
        for (var path : List.of(item, order, "/inventory", "/problems/gone", "/inventory/NOTHING")) {
            var get = http.get(path);
            var head = http.send(http.request(path).method("HEAD", BodyPublishers.noBody()));
            assertThat(head.status()).as(path).isEqualTo(get.status());
            assertThat(head.text()).isEmpty();
            assertThat(head.header("ETag")).as(path).isEqualTo(get.header("ETag"));
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        }
    }

    @Test
    void options_names_the_methods_that_are_possible() {
        var options = http.send(http.request(item).method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow").split(", *")).containsExactlyInAnyOrder("GET", "HEAD", "DELETE", "OPTIONS");
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        for (var path : List.of(item, order, "/inventory?location=nowhere")) {
            var etag = http.get(path).header("ETag");
            var again = http.send(http.request(path).header("If-None-Match", etag));
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.text()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(etag);
            assertThat(again.header("Correlation-Id")).isNotEmpty();
        }
    }

    @Test
    void a_trace_is_refused_with_all_facts() throws IOException {
        var answer = raw("TRACE " + item + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.at("/method").asString()).isEqualTo("TRACE");
        assertThat(answer.at("/instance").asString()).isEqualTo(item);
        assertThat(answer.at("/allowed").valueStream().map(method -> method.asString()))
                .contains("GET")
                .doesNotContain("TRACE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "text/", "a/b;q=x", "application/json;q=2;="})
    void an_accept_header_that_cannot_be_read_is_refused_with_all_facts(String accept) {
        var answer = http.send(http.request(item).header("Accept", accept));
        assertThat(answer.problem()).isEqualTo("not-acceptable");
        assertThat(answer.at("/allowed").valueStream().map(type -> type.asString()))
                .containsExactly("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/1.1\r\nHost: x\r\nExpect: the-unexpected\r\nConnection: close\r\n\r\n"
            })
    void what_the_container_does_not_know_is_the_callers_fault(String request) throws IOException {
        var answer = raw(request);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-request");
    }

    @Test
    void a_body_that_nobody_reads_is_refused() {
        var before = service.events();
        for (var body :
                List.of(BodyPublishers.ofString("{}"), BodyPublishers.fromPublisher(BodyPublishers.ofString("{}")))) {
            for (var path : List.of(item, item + "/deletion", item + "/reservations/order-1")) {
                var answer = http.send(http.request(path).method("DELETE", body));
                assertThat(answer.status()).as(path).isEqualTo(400);
                assertThat(answer.at("/errors/0/message").asString()).isEqualTo("A body is not read here");
            }
            assertThat(http.send(http.request(item).method("GET", body)).status())
                    .isEqualTo(400);
            assertThat(http.send(http.request(item + "/picks/shipment-1/dispatch")
                                    .POST(body))
                            .status())
                    .isEqualTo(400);
        }
        var large = BodyPublishers.ofString(" ".repeat(300_000));
        assertThat(http.send(http.request(item).method("DELETE", large)).status())
                .isEqualTo(400);
        assertThat(service.events()).isEqualTo(before);
        var empty = BodyPublishers.fromPublisher(BodyPublishers.ofString(""));
        assertThat(http.send(http.request(item).method("GET", empty)).status()).isEqualTo(200);
    }

    @Test
    void the_name_of_a_request_is_in_its_problem_and_in_the_log(CapturedOutput output) throws IOException {
        var refused = http.get("/inventory/NOTHING?location=north");
        assertThat(output.getOut())
                .contains("[" + refused.header("Correlation-Id") + "] ")
                .contains("GET /inventory/{sku}: 404 not-found");
        var hardlyHttp = raw("GET /inventory/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(output.getOut()).contains("[" + hardlyHttp.header("Correlation-Id") + "] ");
    }

    @Test
    void a_caller_that_hangs_up_in_the_middle_is_no_failure_of_the_service(CapturedOutput output) throws IOException {
        for (var method : List.of("POST", "DELETE")) {
            raw(method + " " + item + "/deletion HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{");
        }
        raw("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
        assertThat(output.getOut()).doesNotContain(" ERROR ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: a b",
                "X-Forwarded-Host: [",
                "X-Forwarded-Port: x",
                "X-Forwarded-Proto: ://",
                "X-Forwarded-Prefix: /elsewhere",
                "Forwarded: host=\"[::1\";proto=x",
                "Forwarded: host=elsewhere.example"
            })
    void what_a_caller_says_about_proxies_changes_nothing(String header) throws IOException {
        for (var path : List.of("/openapi.json", "/openapi.json/swagger-config", "/swagger-ui.html", "/orders", item)) {
            var answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\nConnection: close\r\n\r\n");
            assertThat(answer.status()).as(path).isIn(200, 302);
            assertThat(answer.header("Location") + answer.text()).doesNotContain("elsewhere");
        }
    }

    @Test
    void somebody_who_knows_many_languages_is_answered() throws IOException {
        var languages = "aa-x,".repeat(1000);
        for (var path : List.of("/openapi.json", "/orders", "/swagger-ui/index.html", "/problems/gone")) {
            var answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept-Language: " + languages
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer.status()).as(path).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine", "01a20a76-0ad8-7139-b5b1-31d11910c602", "x y <script>"})
    void a_name_that_a_caller_brings_along_is_not_taken(String name) {
        var answer = http.send(http.request("/inventory/NOTHING").header("Correlation-Id", name));
        assertThat(answer.header("Correlation-Id")).isNotEqualTo(name).hasSize(36);
    }

    @Test
    void an_actor_that_is_refused_has_a_name_too() {
        var answer = http.send(http.request(item).header("Holdfast-Actor", " x".repeat(60)));
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.at("/correlationId").asString()).hasSize(36);
    }

    private static Answer raw(String request) throws IOException {
        return RawHttp.send(http.port(), request);
    }
}
