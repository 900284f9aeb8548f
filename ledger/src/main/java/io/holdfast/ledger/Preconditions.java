package io.holdfast.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a request presupposes. It holds for the one command that the request is about, not for those that this
 * brings about in other streams.
 *
 * <p>Bound while the request runs, and used by that thread alone.
 */
public final class Preconditions {

    /** Those of the request that runs in this thread. */
    public static final ScopedValue<Preconditions> CURRENT = ScopedValue.newInstance();

    private static final String METADATA = "preconditions";

    private final List<Precondition> all = new ArrayList<>();

    /** One more; each of them has to hold. */
    public void add(Precondition precondition) {
        all.add(precondition);
    }

    /** The metadata that a command takes along to be checked where it is decided. */
    static Map<String, ?> metadata() {
        var current = current();
        return current.isEmpty() ? Map.of() : Map.of(METADATA, current);
    }

    /** Whether a command must be decided on what its caller has seen, or not at all. */
    static boolean areIn(MetaData metadata) {
        return metadata.containsKey(METADATA);
    }

    /** The first one that does not hold of a command's stream. */
    static Optional<Precondition> broken(MetaData metadata, @Nullable Long version) {
        return metadata.get(METADATA) instanceof List<?> presupposed
                ? presupposed.stream()
                        .map(Precondition.class::cast)
                        .filter(precondition -> !precondition.holds(version))
                        .findFirst()
                : Optional.empty();
    }

    /** The first one of the current request that does not hold of its stream. */
    static Optional<Precondition> broken(@Nullable Long version) {
        return current().stream()
                .filter(precondition -> !precondition.holds(version))
                .findFirst();
    }

    private static List<Precondition> current() {
        return CURRENT.isBound() ? List.copyOf(CURRENT.get().all) : List.of();
    }
}
