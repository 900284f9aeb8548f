package io.holdfast.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events as JSON under their simple names ({@code OrderPlaced}), so that the ledger reads well in SQL and a class
 * may move to another package.
 */
public final class EventSerializer extends Jackson3Serializer {

    private final Map<String, Class<?>> byName;
    private final Map<String, ObjectReader> readers;
    private final ObjectReader metadata;

    /** A serializer for the events and snapshots of these services. */
    public static EventSerializer of(List<LedgerTypes> types) {
        var events = types.stream()
                .flatMap(service -> service.families().stream())
                .flatMap(family -> Stream.<Class<?>>of(family.getPermittedSubclasses()))
                .collect(Collectors.<Class<?>, String, Class<?>>toMap(Class::getSimpleName, Function.identity()));
        return new EventSerializer(
                builder().jsonMapperBuilderCustomizer(json -> configure(json, types)), Map.copyOf(events));
    }

    private EventSerializer(Builder builder, Map<String, Class<?>> byName) {
        super(builder);
        this.byName = byName;
        this.readers = byName.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, type -> getObjectMapper().readerFor(type.getValue())));
        this.metadata = getObjectMapper().readerForMapOf(Object.class);
    }

    private static void configure(JsonMapper.Builder json, List<LedgerTypes> types) {
        json.changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .addMixIn(ReplayToken.class, WithoutContext.class)
                // A price keeps its digits: 4.50 stays "4.50" in every language that reads the ledger.
                .withConfigOverride(
                        BigDecimal.class,
                        override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)));
        types.forEach(service -> json.addModule(service.json()));
    }

    /**
     * The event that an entry keeps, as its aggregate is loaded from it.
     *
     * @throws RuntimeException if it cannot be read: its type is not known, or its text is not what that type is written as
     */
    public DomainEventMessage<?> read(Entry entry) {
        var row = new GenericDomainEventEntry<>(
                entry.streamType(),
                entry.streamId(),
                entry.streamVersion(),
                entry.eventId(),
                entry.recordedAt(),
                entry.eventType(),
                entry.revision(),
                entry.payload(),
                entry.metadata());
        var message = EventStreamUtils.upcastAndDeserializeDomainEvents(
                        Stream.of(row), this, NoOpEventUpcaster.INSTANCE)
                .next();
        message.getPayload(); // which would be read only when it is asked for
        return message;
    }

    /**
     * The event in a row.
     *
     * @throws UnreadableEvent if its type is none that these services know, or something in the row cannot be read
     */
    public DecodedEntry decode(Entry entry) {
        var reader = readers.get(entry.eventType());
        if (reader == null) {
            throw new UnreadableEvent(
                    entry.position(), entry.streamId(), "its type %s is unknown.".formatted(entry.eventType()));
        }
        try {
            @Nullable Object event = reader.readValue(entry.payload());
            @Nullable Map<String, Object> said = metadata.readValue(entry.metadata());
            if (event == null || said == null) {
                throw new UnreadableEvent(entry.position(), entry.streamId(), "there is nothing in it.");
            }
            return new DecodedEntry(entry, event, Instant.parse(entry.recordedAt()), actor(said));
        } catch (JacksonException | DateTimeParseException broken) {
            throw new UnreadableEvent(entry.position(), entry.streamId(), Readability.why(broken));
        }
    }

    private static String actor(Map<String, Object> metadata) {
        return String.valueOf(metadata.getOrDefault(Caller.ACTOR, Caller.UNKNOWN));
    }

    /** The names of all events that are of none of these families. */
    public Set<String> namesOutside(Collection<Class<?>> families) {
        return byName.entrySet().stream()
                .filter(event -> families.stream().noneMatch(family -> family.isAssignableFrom(event.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        var event = byName.get(type.getName());
        return event != null ? event : super.classForType(type);
    }

    @Override
    public SerializedType typeForClass(@SuppressWarnings("rawtypes") Class type) {
        if (type != null && byName.get(type.getSimpleName()) == type) {
            return new SimpleSerializedType(
                    type.getSimpleName(), getRevisionResolver().revisionOf(type));
        }
        return super.typeForClass(type);
    }

    /**
     * A processor that reads the ledger again keeps its place as a token with a context of any type, which no safe reader
     * takes. Nobody gives a context here.
     */
    private abstract static class WithoutContext {
        @JsonIgnore
        @SuppressWarnings("UnusedVariable")
        private @Nullable Object context;
    }
}
