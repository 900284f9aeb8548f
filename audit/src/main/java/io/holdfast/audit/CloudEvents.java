package io.holdfast.audit;

import io.holdfast.ledger.Caller;
import io.holdfast.ledger.Entry;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A CloudEvent per line. Every column of the ledger is in it, the payload and the metadata as they are stored, byte by byte: so
 * whoever has the file can compute every {@code hash} from {@code previous} and the columns without the database. Positions
 * and versions are text, because a number in a CloudEvent ends at 2,147,483,647.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>
 * @see io.holdfast.ledger.Chain
 */
final class CloudEvents implements Rows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonGenerator json;
    private @Nullable String previous;

    /** @param previous the hash that the first entry is chained to; null if not every entry is written */
    CloudEvents(@Nullable String previous, OutputStream out) {
        this.previous = previous;
        this.json = JSON.writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .without(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .createGenerator(out, JsonEncoding.UTF8);
    }

    @Override
    public void write(Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringProperty("specversion", "1.0");
        json.writeStringProperty("id", entry.eventId());
        json.writeStringProperty("source", "/audit/events");
        json.writeStringProperty("type", entry.eventType());
        json.writeStringProperty("subject", entry.streamId());
        json.writeStringProperty("time", entry.recordedAt());
        json.writeStringProperty("position", String.valueOf(entry.position()));
        json.writeStringProperty("streamversion", String.valueOf(entry.streamVersion()));
        json.writeStringProperty("streamtype", entry.streamType());
        write("revision", entry.revision());
        write("operationid", entry.operationId());
        write("actor", actor(entry));
        json.writeStringProperty("metadata", entry.metadata());
        write("previous", previous);
        json.writeStringProperty("hash", entry.hash());
        data(entry.payload());
        json.writeEndObject();
        json.writeRaw('\n');
        previous = previous == null ? null : entry.hash();
    }

    private void write(String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    /** What is no JSON, and what would not stay on its line, was never written by a service; it is shown as text. */
    private void data(String payload) {
        boolean stays = payload.indexOf('\n') < 0 && payload.indexOf('\r') < 0 && parsed(payload) != null;
        json.writeStringProperty("datacontenttype", stays ? "application/json" : "text/plain");
        json.writeName("data");
        if (stays) {
            json.writeRawValue(payload);
        } else {
            json.writeString(payload);
        }
    }

    private static @Nullable String actor(Entry entry) {
        var metadata = parsed(entry.metadata());
        return metadata == null ? null : metadata.path(Caller.ACTOR).asString(null);
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException broken) {
            return null;
        }
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }
}
