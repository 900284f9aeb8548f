package io.holdfast.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An HTTP/1.1 connection that is kept open. It knows what the service answers with and no more: the JDK's client takes as
 * much of the processor as the service does, and both share one machine here.
 */
final class Client implements AutoCloseable {

    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final int port;
    private Socket socket;
    private InputStream in;
    private boolean last;

    Client(int port) throws IOException {
        this.port = port;
        socket = connect(port);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** The server ends a connection after a number of requests, and says so in the last answer. */
    private void reconnect() throws IOException {
        socket.close();
        socket = connect(port);
        in = new BufferedInputStream(socket.getInputStream());
        last = false;
    }

    /** Registers a stock item. */
    void register(String sku, long onHand) throws IOException {
        post("/inventory", "{\"sku\":\"%s\",\"onHand\":%d}".formatted(sku, onHand), CREATED);
    }

    /** Orders one unit. */
    void order(String sku) throws IOException {
        order(sku, CREATED);
    }

    /** Orders one unit of what there is nothing of. */
    void orderInVain(String sku) throws IOException {
        order(sku, CONFLICT);
    }

    private void order(String sku, int expected) throws IOException {
        post("/orders", "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}", expected);
    }

    /** @throws IllegalStateException if anything but the expected status comes back */
    private void post(String path, String body, int expected) throws IOException {
        if (last) {
            reconnect();
        }
        var request =
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        int status = Integer.parseInt(line().substring(9, 12));
        var answer = body(length());
        if (status != expected) {
            throw new IllegalStateException("%s answers %d: %s".formatted(path, status, answer));
        }
    }

    /** Reads the header; answers the length of the body. */
    private int length() throws IOException {
        int length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (name.startsWith("transfer-encoding:")) {
                length = -1;
            } else if (name.equals("connection: close")) {
                last = true;
            }
        }
        return length;
    }

    /** @param length in bytes; negative if the body comes in chunks */
    private String body(int length) throws IOException {
        if (length >= 0) {
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
        var body = new StringBuilder();
        for (int chunk = chunk(); chunk > 0; chunk = chunk()) {
            body.append(body(chunk));
            line();
        }
        line();
        return body.toString();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The service closed the connection.");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
