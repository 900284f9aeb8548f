package io.holdfast.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.ledger.Entries;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.NoSuchStream;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
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
     * Events of a subject, oldest first. What happened before them is added up from the beginning. From an event on that
     * cannot be read, cannot have happened, or does not follow the one before it, nobody knows what was changed.
     *
     * @param from the first version that is wanted
     * @param limit how many at most
     * @throws NoSuchStream if nothing ever happened to it
     */
    public <S> List<AuditedEvent> read(Subject<S> subject, long from, int limit) {
        var page = entries.ofStream(subject.stream(), 0, PAGE);
        if (page.isEmpty()) {
            throw new NoSuchStream(subject.stream());
        }
        var told = new ArrayList<AuditedEvent>();
        S state = null;
        boolean lost = false;
        for (long version = 0; !page.isEmpty(); page = entries.ofStream(subject.stream(), version, PAGE)) {
            for (var entry : page) {
                if (told.size() == limit) {
                    return told;
                }
                var before = state;
                var step = lost || entry.streamVersion() != version ? null : step(subject, before, entry);
                lost = step == null;
                state = step == null ? null : step.state();
                version = entry.streamVersion() + 1;
                if (entry.streamVersion() >= from) {
                    told.add(
                            step == null
                                    ? AuditedEvent.of(entry, serializer)
                                    : AuditedEvent.of(
                                            entry,
                                            step.message(),
                                            Change.between(shown(subject, before), shown(subject, state))));
                }
            }
        }
        return told;
    }

    /** An event, and what everything up to it adds up to. */
    private record Step<S>(DomainEventMessage<?> message, S state) {}

    private <S> @Nullable Step<S> step(Subject<S> subject, @Nullable S before, Entry entry) {
        try {
            var message = serializer.read(entry);
            return new Step<>(message, subject.fold().next(before, message));
        } catch (RuntimeException broken) {
            return null;
        }
    }

    private <S> JsonNode shown(Subject<S> subject, @Nullable S state) {
        if (state == null) {
            return NOTHING;
        }
        JsonNode body = json.valueToTree(subject.shown().apply(state));
        return body instanceof ObjectNode object ? object.without("version") : body;
    }
}
