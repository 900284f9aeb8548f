package io.holdfast.audit;

import io.holdfast.ledger.Caller;
import io.holdfast.ledger.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which events of the ledger are wanted; null for whichever.
 *
 * @param stream the stream that they belong to
 * @param type what happened
 * @param actor who asked for it
 */
public record Selection(
        @Nullable String stream,
        @Nullable String type,
        @Nullable String actor) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Whether an entry is one of them. Metadata is compared as the text that it is stored as. */
    boolean takes(Entry entry) {
        return (stream == null || stream.equals(entry.streamId()))
                && (type == null || type.equals(entry.eventType()))
                && (actor == null || entry.metadata().contains(field(Caller.ACTOR, actor)));
    }

    private static String field(String name, String value) {
        return "\"%s\":%s".formatted(name, JSON.writeValueAsString(value));
    }
}
