package io.holdfast.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** A service that answers what it was told to, one after the other, and keeps what it was asked. */
final class Played implements AutoCloseable {

    /** What came in. */
    record Asked(String method, String target, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** Answers one request, or does not. */
    interface Part {
        void play(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    Played() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Next, this. */
    Played then(Part part) {
        parts.add(part);
        return this;
    }

    Played then(int status, String body, String... headers) {
        return then(exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /** Next, a problem with this advice. */
    Played refuse(int status, String slug, Retry retry, String... headers) {
        return then(
                status,
                "{\"type\":\"/problems/%s\",\"status\":%d,\"retry\":\"%s\"}".formatted(slug, status, retry),
                headers);
    }

    /** Next, the request is taken in and the connection cut. */
    Played cut() {
        return then(HttpExchange::close);
    }

    /** Next, a stock item with so many units at this version. */
    Played stock(long onHand, long version) {
        return then(200, stockItem(onHand, version), "ETag", "\"" + version + "\"");
    }

    static String stockItem(long onHand, long version) {
        return """
                {"sku":"TEA-1","location":"main","status":"ACTIVE","onHand":%d,"reserved":0,"picked":0,"available":%1$d,\
                "version":%d,"reservations":[],"picks":[]}""".formatted(onHand, version);
    }

    /** What was asked, in order. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        Part part;
        synchronized (parts) {
            part = parts.size() > 1 ? parts.remove() : parts.element(); // the last one is repeated
        }
        part.play(exchange);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
