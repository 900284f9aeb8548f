package io.holdfast.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events as JSON under their simple names ({@code OrderPlaced}), so that the ledger reads well in SQL and a class
 * may move to another package.
 */
public final class EventSerializer extends Jackson3Serializer {

    private final Map<String, Class<?>> byName;

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
