package io.holdfast.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.ledger.Entries;
import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.NoSuchStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells what happened to one order or stock item, and what each event changed. */
public final class Histories {

    private static final int PAGE = 1_000;
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private final Entries entries;
    private final EventSerializer serializer;

    public Histories(Entries entries, EventSerializer serializer) {
        this.entries = entries;
        this.serializer = serializer;
    }

    /**
     * Events of a subject, oldest first. What happened before them is added up from the beginning.
     *
     * @param from the first version that is wanted
     * @param limit how many at most
     * @throws NoSuchStream if nothing ever happened to it
     */
    public <S> List<AuditedEvent> read(Subject<S> subject, long from, int limit) {
        var told = new ArrayList<AuditedEvent>();
        S state = null;
        for (long version = 0; told.size() < limit; version += PAGE) {
            var page = entries.ofStream(subject.stream(), version, Math.min(version + PAGE, from + limit));
            if (page.isEmpty()) {
                break;
            }
            for (var entry : page) {
                var message = serializer.read(entry);
                var before = state;
                state = subject.fold().next(before, message);
                if (entry.streamVersion() >= from) {
                    var changes = Change.between(shown(subject, before), shown(subject, state));
                    told.add(AuditedEvent.of(entry, message, changes));
                }
            }
        }
        if (state == null) {
            throw new NoSuchStream(subject.stream());
        }
        return told;
    }

    private <S> JsonNode shown(Subject<S> subject, @Nullable S state) {
        if (state == null) {
            return NOTHING;
        }
        JsonNode body = json.valueToTree(subject.shown().apply(state));
        return body instanceof ObjectNode object ? object.without("version") : body;
    }
}
