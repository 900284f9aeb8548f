package io.holdfast.audit.web;

import io.holdfast.audit.AuditedEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer that does not end. Whoever takes nothing for as long as a request may stall is let go by the server: then writing
 * fails.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventStream {

    private final OutputStream out;
    private final JsonMapper json;

    /** Begins it: from now on there can be no problem in its place. */
    EventStream(HttpServletResponse response, JsonMapper json) throws IOException {
        this.json = json;
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        out = response.getOutputStream();
        response.flushBuffer();
    }

    /** An event that is wanted. */
    void write(AuditedEvent event) throws IOException {
        write("id: %d\ndata: %s\n\n".formatted(event.position(), json.writeValueAsString(event)));
    }

    /** How far it was looked, whether anything was wanted or not. It also shows that both sides are still there. */
    void flush(long position) throws IOException {
        write("id: %d\n\n".formatted(position));
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
