package io.holdfast.audit;

import io.holdfast.ledger.Entry;
import io.holdfast.ledger.EventSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row per event, for spreadsheets. A spreadsheet takes a cell that begins with {@code = + - @}, a tab or a carriage return
 * for a formula, and callers choose names and reasons: such a cell gets an apostrophe in front, which shows it as text. Whoever
 * wants every byte takes {@link CloudEvents}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
final class Csv implements Rows {

    private static final String HEAD = "position,stream,version,type,at,by,operation,correlation,summary,data,hash";
    private static final String FORMULA = "=+-@\t\r";
    private static final String END = "\r\n";

    private final EventSerializer serializer;
    private final OutputStream out;

    Csv(EventSerializer serializer, OutputStream out) throws IOException {
        this.serializer = serializer;
        this.out = out;
        line(HEAD);
    }

    @Override
    public void write(Entry entry) throws IOException {
        var event = AuditedEvent.of(entry, serializer);
        line(Stream.of(
                        String.valueOf(entry.position()),
                        entry.streamId(),
                        String.valueOf(entry.streamVersion()),
                        entry.eventType(),
                        entry.recordedAt(),
                        event.by(),
                        event.operation(),
                        event.correlation(),
                        event.summary(),
                        entry.payload(),
                        entry.hash())
                .map(Csv::cell)
                .collect(Collectors.joining(",")));
    }

    private void line(String cells) throws IOException {
        out.write((cells + END).getBytes(StandardCharsets.UTF_8));
    }

    static String cell(@Nullable String text) {
        var value = Objects.requireNonNullElse(text, "");
        if (!value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0) {
            value = "'" + value;
        }
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
