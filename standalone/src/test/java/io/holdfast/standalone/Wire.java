package io.holdfast.standalone;

import io.holdfast.standalone.Http.Answer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One connection, on which any bytes can be sent, and from which whole answers are read one after the other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, section 6.3, where a message ends</a>
 */
final class Wire implements AutoCloseable {

    private final Socket socket = new Socket();
    private final InputStream in;
    private boolean open = true;

    /** @param patience how long nothing may come before a read fails with a {@link java.net.SocketTimeoutException} */
    Wire(int port, Duration patience) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        socket.setSoTimeout((int) patience.toMillis());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Says that nothing more will be sent. */
    void end() throws IOException {
        socket.shutdownOutput();
    }

    /** Whether another request can be sent after what was read. */
    boolean isOpen() {
        return open;
    }

    /**
     * The next final answer, whole; null if the other side closed without one.
     *
     * @param head whether the question was a HEAD, so that no body comes
     * @throws EOFException if it broke off in the middle
     */
    @Nullable
    Answer read(boolean head) throws IOException {
        while (true) {
            var first = line();
            if (first == null) {
                open = false;
                return null;
            }
            int status = Integer.parseInt(first.split(" ", -1)[1]);
            var headers = headers();
            open = !headers.firstValue("Connection").orElse("").equalsIgnoreCase("close");
            if (status < 200) {
                continue; // go on, says the other side
            }
            boolean bare = head || status == 204 || status == 304;
            return new Answer(status, headers, bare ? "" : new String(body(headers), StandardCharsets.UTF_8));
        }
    }

    private byte[] body(HttpHeaders headers) throws IOException {
        if (headers.firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
            open = false; // endless on purpose
            return new byte[0];
        }
        if (headers.firstValue("Transfer-Encoding").isPresent()) {
            return chunks();
        }
        var length = headers.firstValue("Content-Length");
        if (length.isPresent()) {
            return exactly(Integer.parseInt(length.get()));
        }
        open = false;
        return in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var line = lineOrBrokenOff();
            int size = Integer.parseInt(line.strip(), 16);
            body.writeBytes(exactly(size));
            lineOrBrokenOff();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The answer broke off.");
        }
        return bytes;
    }

    private HttpHeaders headers() throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var line = lineOrBrokenOff(); !line.isEmpty(); line = lineOrBrokenOff()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return HttpHeaders.of(Map.copyOf(headers), (name, value) -> true);
    }

    private String lineOrBrokenOff() throws IOException {
        var line = line();
        if (line == null) {
            throw new EOFException("The answer broke off.");
        }
        return line;
    }

    /** Up to the next line feed; null at the end. */
    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
