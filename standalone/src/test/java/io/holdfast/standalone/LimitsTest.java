package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.standalone.Http.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets more of the service's memory, threads or connections than a request needs. Over real sockets. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LimitsTest {

    static final int CONNECTIONS = 10;

    @TempDir
    static Path data;

    static Service service;
    static int port;

    @BeforeAll
    static void start() {
        service = new Service(
                data,
                "--server.tomcat.connection-timeout=4s",
                "--server.tomcat.keep-alive-timeout=2s",
                "--server.tomcat.max-connections=" + CONNECTIONS,
                "--holdfast.http.head-patience=2s",
                "--holdfast.http.body-patience=2s");
        port = service.http().port();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_path_of_twenty_kilobytes_is_refused() throws IOException {
        assertRefused(get("/inventory/" + "x".repeat(20_000), ""));
    }

    @Test
    void a_header_of_twenty_kilobytes_is_refused() throws IOException {
        assertRefused(get("/inventory", "Holdfast-Actor: " + "x".repeat(20_000) + "\r\n"));
    }

    @Test
    void a_hundred_headers_are_refused() throws IOException {
        assertRefused(get("/inventory", numbered(100, "X-Header-%d: x\r\n", "")));
    }

    @Test
    void a_hundred_parameters_are_refused() throws IOException {
        assertRefused(get("/inventory?" + numbered(100, "a%d=1", "&"), ""));
    }

    @Test
    void a_form_is_no_way_around_them() throws IOException {
        var form = "location=" + "x".repeat(300_000);
        try (var socket = RawHttp.open(port)) {
            socket.getOutputStream()
                    .write(head(
                            "POST",
                            "/inventory/TEA-1/receipts",
                            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 300009\r\n"));
            socket.getOutputStream().write(form.getBytes(StandardCharsets.US_ASCII));
            assertThat(RawHttp.read(socket).problem()).isIn("unsupported-media-type", "too-large");
        }
    }

    @Test
    void a_body_of_one_byte_too_many_is_refused_and_one_less_is_read() throws IOException {
        int most = 256 * 1024;
        assertThat(post("{\"sku\":\"A\"" + " ".repeat(most - 10) + "}").problem())
                .isEqualTo("too-large");
        assertThat(post("{\"sku\":\"A\"" + " ".repeat(most - 11) + "}").status())
                .isEqualTo(201);
    }

    @Test
    void a_body_that_drips_is_given_up_and_its_connection_closed() throws Exception {
        try (var socket = RawHttp.open(port)) {
            var drips = Thread.ofPlatform()
                    .start(() -> drip(
                            socket,
                            head(
                                    "POST",
                                    "/inventory",
                                    "Content-Type: application/json\r\nContent-Length: 200000\r\n")));
            var answer = RawHttp.read(socket);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/errors/0/message").asString()).isEqualTo("The body did not arrive within 2 seconds");
            assertThat(drips.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /inven", "GET /inventory HTTP/1.1\r\nHost: localhost\r\n"})
    void a_head_that_drips_is_given_up_and_its_connection_closed(String begun) throws Exception {
        try (var socket = RawHttp.open(port)) {
            var drips = Thread.ofPlatform().start(() -> drip(socket, begun.getBytes(StandardCharsets.US_ASCII)));
            assertThat(drips.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void a_connection_that_is_used_for_longer_than_a_head_may_take_is_none_that_drips() throws Exception {
        try (var socket = RawHttp.open(port)) {
            int requests = 30;
            for (int i = 0; i < requests; i++) {
                var end = i == requests - 1 ? "Connection: close\r\n\r\n" : "\r\n";
                socket.getOutputStream()
                        .write(("GET /inventory HTTP/1.1\r\nHost: localhost\r\n" + end)
                                .getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(100);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                            .split("HTTP/1.1 200", -1))
                    .hasSize(requests + 1);
        }
    }

    /** A byte more every tenth of a second, for as long as somebody reads it. */
    private static void drip(Socket socket, byte[] begun) {
        try {
            var out = socket.getOutputStream();
            out.write(begun);
            while (true) {
                out.write('x');
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException hungUp) {
            // what the test waits for
        }
    }

    @Test
    void a_body_that_stops_in_the_middle_is_given_up() throws IOException {
        try (var socket = RawHttp.open(port)) {
            socket.getOutputStream()
                    .write(head("POST", "/inventory", "Content-Type: application/json\r\nContent-Length: 20\r\n"));
            socket.getOutputStream().write('{');
            var answer = RawHttp.read(socket);
            assertThat(answer.problem()).isEqualTo("invalid-request");
            assertThat(answer.at("/errors/0/message").asString()).isEqualTo("The body stopped in the middle");
        }
    }

    @Test
    void connections_that_say_nothing_are_closed_and_do_not_lock_out_others() throws IOException {
        var silent = new ArrayList<Socket>();
        for (int i = 0; i < CONNECTIONS + 5; i++) {
            silent.add(RawHttp.open(port));
            silent.getLast().getOutputStream().write("GET /inven".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(get("/inventory", "").status()).isEqualTo(200);
        for (var socket : silent) {
            socket.getInputStream().readAllBytes(); // ends, because the service closes it
        }
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-request");
    }

    private static Answer get(String path, String headers) throws IOException {
        return RawHttp.send(port, new String(head("GET", path, headers), StandardCharsets.US_ASCII));
    }

    private static Answer post(String body) throws IOException {
        var headers = "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(body.length());
        return RawHttp.send(port, new String(head("POST", "/inventory", headers), StandardCharsets.US_ASCII) + body);
    }

    private static byte[] head(String method, String path, String headers) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"
                .formatted(method, path, headers)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String numbered(int count, String format, String between) {
        return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining(between));
    }
}
