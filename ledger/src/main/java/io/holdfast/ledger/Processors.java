package io.holdfast.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.common.ExceptionUtils;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Axon's streaming processors. What a processor works at here, it knows; what is claimed by another process, is read from the
 * database, where it is a few seconds old.
 */
final class Processors implements Followers {

    private final Configuration axon;
    private final JdbcClient database;
    private final Stumbles stumbles;

    Processors(Configuration axon, JdbcClient database) {
        this.axon = axon;
        this.database = database;
        this.stumbles = axon.getComponent(Stumbles.class);
    }

    @Override
    public List<Standing> standings() {
        var stored = stored();
        return axon.eventProcessingConfiguration().eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .map(processor -> standing(processor, stored.getOrDefault(processor.getName(), Map.of())))
                .toList();
    }

    private Standing standing(StreamingEventProcessor processor, Map<Integer, Long> stored) {
        var here = processor.processingStatus();
        var positions = new HashMap<>(stored);
        here.forEach((segment, status) ->
                status.getCurrentPosition().ifPresent(position -> positions.put(segment, position)));
        long position =
                positions.values().stream().mapToLong(Long::longValue).min().orElse(0);
        var stopped = stumbles.behind(processor.getName(), position)
                .map(Processors::words)
                .or(() -> obstacle(position))
                .orElse(null);
        return new Standing(processor.getName(), position, stopped);
    }

    /** What nobody can read stops every processor, before any of them stumbles over it. */
    private Optional<String> obstacle(long position) {
        return Ledger.of(axon)
                .obstacle()
                .event()
                .filter(event -> event.position() > position)
                .map(Throwable::getMessage);
    }

    /** The kind of failure; its message may have statements and data in it, and is in the log. */
    private static String words(Stumbles.Stumble stumble) {
        var failure = stumble.failure();
        var why = Outage.caused(failure)
                ? "the database is away"
                : ExceptionUtils.findException(failure, cause -> cause.getCause() == null)
                        .orElse(failure)
                        .getClass()
                        .getSimpleName();
        return "At position %d: %s.".formatted(stumble.position(), why);
    }

    private Map<String, Map<Integer, Long>> stored() {
        var positions = new HashMap<String, Map<Integer, Long>>();
        database.sql("select processor, segment, token, token_type from tokens where token is not null")
                .query(row -> {
                    var token = new SimpleSerializedObject<>(
                            row.getString("token"), String.class, row.getString("token_type"), null);
                    positions
                            .computeIfAbsent(row.getString("processor"), name -> new HashMap<>())
                            .put(
                                    row.getInt("segment"),
                                    position(axon.serializer().deserialize(token)));
                });
        return positions;
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
