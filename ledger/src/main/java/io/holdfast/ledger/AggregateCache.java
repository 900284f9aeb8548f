package io.holdfast.ledger;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the aggregates that were used last, so that a command on a busy one reads nothing from the database.
 *
 * <p>Bounded by count. What is thrown out is loaded again from its snapshot and the events after it.
 */
@NullUnmarked // Axon's interface answers a miss with null for a type variable.
final class AggregateCache implements Cache {

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    /** A cache of at most so many aggregates. */
    AggregateCache(long maximum) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(maximum)
                .executor(
                        Runnable::run) // only one thread uses it: another one for its upkeep costs more than the upkeep
                .build();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface is like that
    public <K, V> @Nullable V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    /** An aggregate whose first command was refused has no id yet; there is nothing to keep. */
    @Override
    public void put(@Nullable Object key, Object value) {
        if (key != null) {
            entries.put(key, value);
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    /** Nobody listens to a cache of aggregates: Axon does so for sagas only. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("This cache has no listeners.");
    }
}
