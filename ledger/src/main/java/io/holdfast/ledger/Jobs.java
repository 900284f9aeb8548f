package io.holdfast.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Work that stores no event, begun once for each {@link Operation}. The ledger has nothing of it, so its name is remembered by
 * this process only, and only while it is one of the last {@value #REMEMBERED}.
 */
public final class Jobs {

    private static final int REMEMBERED = 1_000;

    private final Map<String, Begun> byOperation = new LinkedHashMap<>();

    private record Begun(String fingerprint, String id) {}

    /**
     * Begins a job, or answers the id of the one that the current operation has begun before.
     *
     * @param what it is called if somebody presupposes a version of it
     * @param judge throws what {@code begin} would refuse it with
     * @param begin begins it and answers its id
     * @return nothing if it is a {@link DryRun}
     * @throws StaleVersion if the request presupposes a version: a job has none
     * @throws OperationReused if the operation was used for something else
     */
    public synchronized Optional<String> once(String what, Runnable judge, Supplier<String> begin) {
        Preconditions.broken(null).ifPresent(expected -> {
            throw new StaleVersion(what, expected, null, List.of());
        });
        if (DryRun.CURRENT.isBound()) {
            judge.run();
            return Optional.empty();
        }
        return Optional.of(Operation.isUnderWay() ? once(begin) : begin.get());
    }

    private String once(Supplier<String> begin) {
        var operation = Operation.CURRENT.get();
        var before = byOperation.get(operation.name());
        if (before == null) {
            return remember(operation, begin.get());
        }
        if (!before.fingerprint().equals(operation.fingerprint())) {
            throw new OperationReused();
        }
        operation.replayed();
        return before.id();
    }

    private String remember(Operation operation, String id) {
        byOperation.put(operation.name(), new Begun(operation.fingerprint(), id));
        if (byOperation.size() > REMEMBERED) {
            byOperation.remove(byOperation.keySet().iterator().next());
        }
        return id;
    }
}
