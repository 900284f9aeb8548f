package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.holdfast.standalone.Http.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a 4xx problem that names what is wrong, and nothing is stored. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BadInputTest {

    static final String SKU = "IN-STOCK";
    static final String ITEM = "/inventory/" + SKU;
    static final String LONG = "x".repeat(300);

    @TempDir
    static Path data;

    static Service service;
    static Http http;
    static String order;
    long before;

    @BeforeAll
    static void start() {
        service = new Service(data);
        http = service.http();
        http.post("/inventory", "{\"sku\":\"" + SKU + "\",\"onHand\":10}");
        order = service.order(SKU, 2);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void count() {
        before = service.events();
    }

    @AfterEach
    void nothing_was_stored() {
        assertThat(service.events()).isEqualTo(before);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("/inventory", "{", "", "is malformed JSON at line 1, column 2"),
                arguments("/inventory", "nonsense", "", "is malformed JSON at line 1, column 1"),
                arguments("/inventory", "{\"sku\":\"A\"} {}", "", "is not an object"),
                arguments("/inventory", "{\"sku\":\"A\",\"sku\":\"B\"}", "", "is malformed JSON"),
                arguments("/inventory", "[]", "", "is not an object"),
                arguments("/inventory", "5", "", "is not an object"),
                arguments("/inventory", "null", "", "A JSON body is missing"),
                arguments("/customers", "{\"username\":\"a\"}", "/email", "is missing"),
                arguments("/customers", "{\"email\":\"a@b.c\"}", "/username", "is missing"),
                arguments("/customers", Service.customer("a b@c.d", "a"), "/email", "is not an e-mail address"),
                arguments("/customers", Service.customer(LONG + "@c.d", "a"), "/email", "is not an e-mail address"),
                arguments("/customers", Service.customer("a@b.c", "a b"), "/username", "is not a user name"),
                arguments("/customers", Service.customer("a@b.c", "x".repeat(65)), "/username", "is not a user name"),
                arguments("/customers", "{\"email\":5,\"username\":\"a\"}", "/email", "is not a string"),
                arguments("/inventory", "{}", "/sku", "is missing"),
                arguments("/inventory", "{\"sku\":null}", "/sku", "is missing"),
                arguments("/inventory", "{\"sku\":5}", "/sku", "is not a string"),
                arguments("/inventory", "{\"sku\":true}", "/sku", "is not a string"),
                arguments("/inventory", "{\"sku\":{}}", "/sku", "is not a string"),
                arguments("/inventory", "{\"sku\":\"\"}", "/sku", "is not a SKU"),
                arguments("/inventory", "{\"sku\":\"a b\"}", "/sku", "is not a SKU"),
                arguments("/inventory", "{\"sku\":\"a/b\"}", "/sku", "is not a SKU"),
                arguments("/inventory", "{\"sku\":\"a@b\"}", "/sku", "is not a SKU"),
                arguments("/inventory", "{\"sku\":\"caf\u00e9\"}", "/sku", "is not a SKU"),
                arguments("/inventory", "{\"sku\":\"a\\u0000\"}", "/sku", "is not a SKU"),
                arguments("/inventory", "{\"sku\":\"" + LONG + "\"}", "/sku", "is not a SKU"),
                arguments("/inventory", "{\"sku\":\"A\",\"location\":\"no where\"}", "/location", "is not a location"),
                arguments("/inventory", "{\"sku\":\"A\",\"name\":\"" + LONG + "\"}", "/name", "size must be between"),
                arguments(
                        "/inventory", "{\"sku\":\"A\",\"onHand\":-1}", "/onHand", "must be greater than or equal to 0"),
                arguments(
                        "/inventory", "{\"sku\":\"A\",\"onHand\":1000001}", "/onHand", "must be less than or equal to"),
                arguments("/inventory", "{\"sku\":\"A\",\"onHand\":1.5}", "/onHand", "is not a whole number"),
                arguments("/inventory", "{\"sku\":\"A\",\"onHand\":\"5\"}", "/onHand", "is not a whole number"),
                arguments("/inventory", "{\"sku\":\"A\",\"onHand\":\"\"}", "/onHand", "is not a whole number"),
                arguments("/inventory", "{\"sku\":\"A\",\"onHand\":\" \"}", "/onHand", "is not a whole number"),
                arguments("/inventory", "{\"sku\":\"A\",\"onHand\":\"\\u0000\"}", "/onHand", "is not a whole number"),
                arguments("/orders", "{\"lines\":[{\"sku\":\"A\",\"quantity\":\"\"}]}", "/lines/0/quantity", "is not"),
                arguments("/orders", "{\"lines\":\"\"}", "/lines", "is not"),
                arguments("/audit/verifications", "{\"fromCheckpoint\":\"\"}", "/fromCheckpoint", "is not"),
                arguments(
                        "/inventory",
                        "{\"sku\":\"A\",\"onHand\":99999999999999999999}",
                        "/onHand",
                        "is not a number in range"),
                arguments("/inventory", "{\"sku\":\"A\",\"onHand\":1e999}", "/onHand", "is not a"),
                arguments(
                        "/inventory",
                        "{\"sku\":\"A\",\"colour\":\"red\"}",
                        "/colour",
                        "is not a field of this request"),
                arguments(ITEM + "/receipts", "{}", "/quantity", "is missing"),
                arguments(ITEM + "/receipts", "{\"quantity\":0}", "/quantity", "must be greater than or equal to 1"),
                arguments(ITEM + "/receipts", "{\"quantity\":-5}", "/quantity", "must be greater than or equal to 1"),
                arguments(ITEM + "/receipts", "{\"quantity\":1000001}", "/quantity", "must be less than or equal to"),
                arguments(
                        ITEM + "/receipts",
                        "{\"quantity\":1,\"reference\":\"\"}",
                        "/reference",
                        "size must be between"),
                arguments(
                        ITEM + "/adjustments",
                        "{\"reason\":\"x\"}",
                        "/delta",
                        "must be there and not be 0, or else counted, but not both"),
                arguments(
                        ITEM + "/adjustments",
                        "{\"delta\":0,\"reason\":\"x\"}",
                        "/delta",
                        "must be there and not be 0, or else counted, but not both"),
                arguments(
                        ITEM + "/adjustments",
                        "{\"delta\":1,\"counted\":1,\"reason\":\"x\"}",
                        "/delta",
                        "must be there and not be 0, or else counted, but not both"),
                arguments(ITEM + "/adjustments", "{\"delta\":1}", "/reason", "is missing"),
                arguments(ITEM + "/adjustments", "{\"delta\":1,\"reason\":\"\"}", "/reason", "size must be between"),
                arguments(
                        ITEM + "/adjustments", "{\"counted\":-1,\"reason\":\"x\"}", "/counted", "must be greater than"),
                arguments("/orders", "{}", "/lines", "is missing"),
                arguments("/orders", "{\"lines\":[]}", "/lines", "size must be between 1 and 100"),
                arguments("/orders", "{\"lines\":{}}", "/lines", "is not an array"),
                arguments("/orders", "{\"lines\":[null]}", "/lines/0", "is missing"),
                arguments("/orders", "{\"lines\":[5]}", "/lines/0", "is not an object"),
                arguments("/orders", "{\"lines\":[{\"quantity\":1}]}", "/lines/0/sku", "is missing"),
                arguments("/orders", "{\"lines\":[{\"sku\":\"A\"}]}", "/lines/0/quantity", "is missing"),
                arguments(
                        "/orders",
                        lines("{\"sku\":\"A\",\"quantity\":0}"),
                        "/lines/0/quantity",
                        "must be greater than"),
                arguments(
                        "/orders", lines("{\"sku\":\"A\",\"quantity\":\"1\"}"), "/lines/0/quantity", "is not a whole"),
                arguments(
                        "/orders",
                        lines("{\"sku\":\"A\",\"quantity\":1}", "{\"sku\":\"B\",\"quantity\":-1}"),
                        "/lines/1/quantity",
                        "must be greater than"),
                arguments(
                        "/orders",
                        lines("{\"sku\":\"A\",\"quantity\":1}", "{\"sku\":\"A\",\"location\":\"main\",\"quantity\":1}"),
                        "/lines/1/sku",
                        "is the same item as /lines/0"),
                arguments(
                        "/orders",
                        lines("{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":4.5}"),
                        "/lines/0/unitPrice",
                        "is not a string"),
                arguments(
                        "/orders",
                        lines("{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":\"-1\"}"),
                        "/lines/0/unitPrice",
                        "is not a price"),
                arguments(
                        "/orders",
                        lines("{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":\"1e9\"}"),
                        "/lines/0/unitPrice",
                        "is not a price"),
                arguments(
                        "/orders",
                        lines("{\"sku\":\"A\",\"quantity\":1,\"color\":1}"),
                        "/lines/0/color",
                        "is not a field"),
                arguments(
                        "/orders",
                        "{\"currency\":\"euro\",\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}",
                        "/currency",
                        "is not a currency"),
                arguments(
                        "/orders",
                        "{\"customerId\":\"7\",\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}",
                        "/customerId",
                        "is not the id"),
                arguments("/orders", lines(hundredAndOne()), "/lines", "size must be between 1 and 100"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_bad_body_is_refused_and_the_field_named(String path, String body, String pointer, String message) {
        assertInvalid(http.post(path, body), pointer, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\\ud800y", "x\\u0000", "  ", "a\\nb"})
    void a_text_that_cannot_be_kept_as_it_is_is_refused(String text) {
        var message = "is blank or contains control characters";
        assertInvalid(http.post("/inventory", "{\"sku\":\"A\",\"name\":\"%s\"}".formatted(text)), "/name", message);
        assertInvalid(
                http.post(ITEM + "/receipts", "{\"quantity\":1,\"reference\":\"%s\"}".formatted(text)),
                "/reference",
                message);
        assertInvalid(
                http.post(ITEM + "/adjustments", "{\"delta\":1,\"reason\":\"%s\"}".formatted(text)),
                "/reason",
                message);
        assertInvalid(
                http.post("/orders/order-1/cancellation", "{\"reason\":\"%s\"}".formatted(text)), "/reason", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /inventory/A?location=%zz                | ?location
        /inventory/A?location=%ff                | ?location
        /inventory/A?location=a%                 | ?location
        /orders?limit=%                          | ?limit
        /orders?limit=1&limit=2                  | ?limit
        /inventory?status=ACTIVE&status=DELETING | ?status
        /orders?%zz=1                            | ?
        """)
    void a_parameter_that_is_not_encoded_or_there_twice_is_refused(String path, String pointer) throws IOException {
        var answer =
                RawHttp.send(http.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void everything_that_is_wrong_is_reported_at_once() {
        var answer = http.post(
                "/orders", "{\"currency\":\"x\",\"lines\":[{\"sku\":\"?\",\"quantity\":0},{\"quantity\":1}]}");
        var pointers = new ArrayList<String>();
        answer.at("/errors").forEach(error -> pointers.add(error.at("/pointer").asString()));
        assertThat(pointers)
                .containsExactlyInAnyOrder("/currency", "/lines/0/sku", "/lines/0/quantity", "/lines/1/sku");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inventory", ITEM + "/receipts", ITEM + "/adjustments", "/orders"})
    void a_missing_body_is_refused(String path) {
        assertInvalid(
                http.send(http.request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.noBody())),
                "",
                "A JSON body is missing");
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("GET", "/inventory/a%20b", "{sku}", "is not a SKU"),
                arguments("GET", "/inventory/a%2Fb", "{sku}", "is not a SKU"),
                arguments("GET", "/inventory/%00", "request", "line or headers are not valid HTTP"),
                arguments("GET", "/inventory/caf%C3%A9", "{sku}", "is not a SKU"),
                arguments("GET", "/inventory/" + LONG, "{sku}", "is not a SKU"),
                arguments("GET", ITEM + "?location=no%20where", "?location", "is not a location"),
                arguments("GET", ITEM + "?locatoin=north", "?locatoin", "is not a parameter here"),
                arguments("DELETE", ITEM + "?whenReserved=perhaps", "?whenReserved", "is not one of refuse, recall"),
                arguments("DELETE", ITEM + "/reservations/7", "{orderId}", "is not the id of an order"),
                arguments("DELETE", ITEM + "/picks/7", "{shipmentId}", "is not the id of a shipment"),
                arguments("GET", "/inventory?limit=0", "?limit", "must be greater than or equal to 1"),
                arguments("GET", "/inventory?limit=501", "?limit", "must be less than or equal to 500"),
                arguments("GET", "/inventory?limit=ten", "?limit", "is not a whole number"),
                arguments("GET", "/inventory?limit=99999999999", "?limit", "is not a whole number"),
                arguments("GET", "/inventory?status=GONE", "?status", "is not one of ACTIVE, DELETING, DELETED"),
                arguments("GET", "/inventory?after=nowhere", "?after", "is not where a page ended"),
                arguments("GET", "/inventory?skuPrefix=%25", "?skuPrefix", "is not a SKU"),
                arguments("GET", "/inventory?sort=name", "?sort", "is not a parameter here"),
                arguments("GET", "/orders/7", "{id}", "is not the id of an order"),
                arguments("GET", "/orders?status=open", "?status", "is not one of OPEN, SHIPPED, CANCELLED, EXPIRED"),
                arguments("GET", "/orders?customerId=7", "?customerId", "is not the id of a customer"),
                arguments("GET", "/orders?after=7", "?after", "is not the id of an order"),
                arguments("GET", "/orders?sku=%2F", "?sku", "is not a SKU"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_bad_path_or_parameter_is_refused_and_named(String method, String path, String place, String message) {
        var answer = http.send(http.request(path).method(method, BodyPublishers.noBody()));
        assertInvalid(answer, place, message);
    }

    @Test
    void a_bad_body_for_an_order_that_exists_is_refused() {
        assertInvalid(http.post("/orders/" + order + "/shipments", "{\"lines\":[]}"), "/lines", "size must be");
        assertInvalid(
                http.post("/orders/" + order + "/shipments", "{\"all\":true}"),
                "/all",
                "is not a field of this request");
        assertInvalid(
                http.post("/orders/" + order + "/cancellation", "{\"reason\":\"" + LONG + "\"}"),
                "/reason",
                "size must be between 1 and 200");
        assertInvalid(http.put(ITEM + "/reservations/order-1", "{\"quantity\":0}"), "/quantity", "must be greater");
        assertInvalid(http.put(ITEM + "/picks/shipment-1", "{\"quantity\":1}"), "/orderId", "is missing");
    }

    @Test
    void a_body_of_two_megabytes_is_refused_for_its_size() {
        var large = "{\"sku\":\"" + "x".repeat(2_000_000) + "\"}";
        for (var body : List.of(
                BodyPublishers.ofString(large),
                BodyPublishers.fromPublisher(BodyPublishers.ofString(large)))) { // the latter is sent in chunks
            var answer = http.send(http.request("/inventory")
                    .header("Content-Type", "application/json")
                    .POST(body));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.problem()).isEqualTo("too-large");
            assertThat(answer.at("/maxBytes").asLong()).isEqualTo(256 * 1024);
        }
    }

    @Test
    void json_that_goes_deep_is_refused() {
        var deep = "{\"lines\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";
        assertThat(http.post("/orders", deep).problem()).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/yaml",
                "application/x-www-form-urlencoded",
                "application/*",
                "*/*",
                "nonsense"
            })
    void another_type_of_body_is_refused(String type) {
        var answer = http.send(http.request("/inventory")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"sku\":\"A\"}")));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
        assertThat(answer.at("/allowed/0").asString()).startsWith("application/");
    }

    @Test
    void a_body_whose_type_is_a_pattern_is_refused_where_nothing_is_too() {
        var answer =
                http.send(http.request("/nothing").header("Content-Type", "*/*").POST(BodyPublishers.ofString("{}")));
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void a_body_without_a_type_is_refused() {
        var answer = http.send(http.request("/inventory").POST(BodyPublishers.ofString("{\"sku\":\"A\"}")));
        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/yaml", "application/xml"})
    void another_type_of_answer_is_refused(String type) {
        var answer = http.send(http.request(ITEM).header("Accept", type));
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.problem()).isEqualTo("not-acceptable");
    }

    @Test
    void another_method_is_refused_and_the_possible_ones_named() {
        var answer = http.send(http.request(ITEM).method("PATCH", BodyPublishers.ofString("{}")));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.problem()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).contains("GET").contains("DELETE");
        assertThat(answer.at("/allowed").toString()).contains("GET").contains("DELETE");
    }

    @Test
    void a_write_whose_answer_nobody_would_accept_is_not_done() {
        var answer = http.send(http.request("/inventory")
                .header("Content-Type", "application/json")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString("{\"sku\":\"A\"}")));
        assertThat(answer.status()).isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/nothing",
                "/inventory/A/nothing",
                "/orders/order-1/nothing",
                "/error",
                "/error?status=500",
                "/index.html",
                "/actuator/health/nothing",
                "/actuator/health/%2F"
            })
    void another_path_is_not_found(String path) {
        var answer = http.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("not-found");
    }

    @Test
    void an_actor_that_cannot_be_printed_is_refused() {
        var answer = http.send(http.request("/inventory/A").header("Holdfast-Actor", "x".repeat(101)));
        assertInvalid(answer, "Holdfast-Actor", "is not 1 to 100 printable ASCII characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /inventory/<script> HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /inventory/A B HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /inventory/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /inventory/..%5c..%5cetc HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /inventory/A HTTP/1.1\r\n\r\n",
                "GET /inventory/A HTTP/1.1\r\nHost: x y\r\n\r\n",
                "POST /inventory HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "NONSENSE\r\n\r\n"
            })
    void what_is_hardly_http_gets_a_problem_too(String request) throws IOException {
        var answer = RawHttp.send(http.port(), request);
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).doesNotContain("Tomcat").doesNotContain("Exception");
    }

    @Test
    void two_actors_are_refused() throws IOException {
        var answer = RawHttp.send(
                http.port(),
                "DELETE " + ITEM + " HTTP/1.1\r\nHost: x\r\nHoldfast-Actor: ann\r\nHoldfast-Actor: bob\r\n\r\n");
        assertInvalid(answer, "Holdfast-Actor", "is not 1 to 100 printable ASCII characters");
    }

    static Stream<Arguments> brokenBodies() {
        return Stream.of("", "Idempotency-Key: \"k\"\r\n")
                .flatMap(
                        key -> Stream.of("POST /inventory", "POST /orders/" + order + "/cancellation", "DELETE " + ITEM)
                                .map(line -> line + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + key))
                .flatMap(head -> Stream.of(
                                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nxyz\r\n\r\n",
                                "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
                                "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
                                "Transfer-Encoding: chunked\r\n\r\n",
                                "Content-Length: 20\r\n\r\n{}",
                                "Content-Length: 3\r\n\r\n{}")
                        .map(rest -> arguments(head + rest)));
    }

    @ParameterizedTest
    @MethodSource("brokenBodies")
    void a_body_that_does_not_end_as_announced_is_refused(String request) throws IOException {
        var answer = RawHttp.send(http.port(), request);
        assertThat(answer.problem()).as(answer.text()).isEqualTo("invalid-request");
        assertThat(answer.at("/errors/0/message").asString())
                .isIn(
                        "The body ended before its end, or is not in the chunks that were announced",
                        "A body is not read here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /orders/%s/cancellation", "DELETE " + ITEM})
    void chunks_that_the_version_does_not_have_are_refused(String line) throws IOException {
        var answer = RawHttp.send(
                http.port(),
                line.formatted(order)
                        + " HTTP/1.0\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "d\r\n{\"nonsense\":1}\r\n0\r\n\r\n");
        assertThat(answer.problem()).isEqualTo("invalid-request");
    }

    private static void assertInvalid(Answer answer, String pointer, String message) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.at("/retry").asString()).isEqualTo("NEVER");
        assertThat(answer.at("/errors").size()).as(answer.text()).isEqualTo(1);
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answer.at("/errors/0/message").asString()).startsWith(message);
    }

    private static String lines(String... lines) {
        return "{\"lines\":[" + String.join(",", lines) + "]}";
    }

    private static String[] hundredAndOne() {
        return Stream.iterate(0, i -> i + 1)
                .limit(101)
                .map("{\"sku\":\"S%d\",\"quantity\":1}"::formatted)
                .toArray(String[]::new);
    }
}
