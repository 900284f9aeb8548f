package io.holdfast.standalone;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request that is being made up. Nothing checks that it is one. */
final class Draft {

    /** How a request says where its body ends, and whether that is true. */
    enum Framing {
        LENGTH,
        CHUNKED,
        /** More is announced than comes. */
        CUT_OFF,
        CUT_OFF_CHUNKED,
        /** More comes than is announced. */
        TOO_SHORT,
        BAD_CHUNK,
        HUGE_CHUNK,
        BOTH,
        TWO_LENGTHS,
        UNKNOWN_CODING
    }

    /** What happens after the last byte. */
    enum Ending {
        /** The connection stays open for the answer, and for the next request. */
        STAY,
        /** Nothing more will come, and the answer is read. */
        END,
        /** Nothing more comes, but it is not said. */
        SILENCE
    }

    /** What is sent, a character a byte, and what happens after it. */
    record Message(String text, boolean head, Ending ending) {

        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            var shown = text.substring(0, Math.min(text.length(), 1500))
                    .replace("\r", "\\r")
                    .replace("\n", "\\n\n");
            return "%s[%d bytes, then %s]".formatted(shown, text.length(), ending);
        }
    }

    String method = "GET";
    String target = "/";
    String version = "HTTP/1.1";
    Framing framing = Framing.LENGTH;
    Ending ending = Ending.STAY;
    byte @Nullable [] body;
    private final List<String> headers = new ArrayList<>();

    /** Adds a line; characters are bytes. */
    void header(String line) {
        headers.add(line);
    }

    /** Adds a line unless there is one of that name. */
    void headerIfMissing(String line) {
        int colon = line.indexOf(':');
        if (colon < 0 || !has(line.substring(0, colon))) {
            headers.add(line);
        }
    }

    private boolean has(String name) {
        var start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(start));
    }

    /** Adds a query parameter, encoded or not. */
    void parameter(String parameter) {
        target += (target.indexOf('?') < 0 ? "?" : "&") + parameter;
    }

    void body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
    }

    /** What goes over the wire. */
    Message message() {
        var bytes = new ByteArrayOutputStream();
        var frame = new ByteArrayOutputStream();
        headerIfMissing("Host: localhost");
        if (body != null) {
            headerIfMissing("Content-Type: application/json");
            frame(body, frame);
        }
        if (ending == Ending.END) {
            headerIfMissing("Connection: close");
        }
        write(bytes, "%s %s %s\r\n".formatted(method, target, version));
        headers.forEach(line -> write(bytes, line + "\r\n"));
        write(bytes, "\r\n");
        bytes.writeBytes(frame.toByteArray());
        return new Message(bytes.toString(StandardCharsets.ISO_8859_1), method.equals("HEAD"), ending);
    }

    /** Writes the body and the headers that announce it. What is not true ends the connection. */
    private void frame(byte[] content, ByteArrayOutputStream out) {
        if (framing != Framing.LENGTH && framing != Framing.CHUNKED && ending == Ending.STAY) {
            ending = Ending.END;
        }
        switch (framing) {
            case LENGTH -> {
                header("Content-Length: " + content.length);
                out.writeBytes(content);
            }
            case CHUNKED -> chunked(content, out, "0\r\n\r\n");
            case CUT_OFF -> {
                header("Content-Length: " + (content.length + 1L));
                out.writeBytes(content);
            }
            case CUT_OFF_CHUNKED -> chunked(content, out, "");
            case TOO_SHORT -> {
                header("Content-Length: " + content.length / 2);
                out.writeBytes(content);
            }
            case BAD_CHUNK -> chunked(content, out, "xyz\r\n\r\n");
            case HUGE_CHUNK -> chunked(content, out, "FFFFFFFFFFFFFFFFF\r\n\r\n");
            case BOTH -> {
                header("Content-Length: 3");
                chunked(content, out, "0\r\n\r\n");
            }
            case TWO_LENGTHS -> {
                header("Content-Length: " + content.length);
                header("Content-Length: 0");
                out.writeBytes(content);
            }
            case UNKNOWN_CODING -> {
                header("Transfer-Encoding: gzip, x");
                out.writeBytes(content);
            }
        }
    }

    private void chunked(byte[] content, ByteArrayOutputStream out, String end) {
        header("Transfer-Encoding: chunked");
        write(out, Integer.toHexString(content.length) + "\r\n");
        out.writeBytes(content);
        write(out, "\r\n" + end);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
