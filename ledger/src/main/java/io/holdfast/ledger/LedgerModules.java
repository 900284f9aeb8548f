package io.holdfast.ledger;

import java.util.function.Supplier;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;

/** How a service brings its aggregates and its event handlers to the ledger. */
public final class LedgerModules {

    /** Events after which a stream gets a snapshot. Loading reads a snapshot and fewer events than this. */
    static final int SNAPSHOT_EVERY = 500;

    /** How long a processor that stumbled waits. Axon waits five seconds, in which nothing is settled. */
    private static final long TRY_AGAIN_AFTER_MILLIS = 500;

    private static final long CACHED_AGGREGATES = 20_000;

    private LedgerModules() {}

    /**
     * Registers an aggregate that is loaded from its events, a snapshot or the cache.
     *
     * @param fold how to add up its stream without it. Its commands answer a {@link Recorded} of that: so a request that is
     *     repeated with the name of its {@link Operation} is answered from the ledger.
     */
    public static <S> ConfigurerModule aggregate(Class<?> type, Streams.Fold<S> fold) {
        return new Aggregate(type, fold);
    }

    /** An aggregate, and how to add up its stream. */
    record Aggregate(Class<?> type, Streams.Fold<?> fold) implements ConfigurerModule {

        @Override
        public void configureModule(Configurer configurer) {
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(type)
                    // One thread executes all commands, so nobody locks anybody out; between processes no lock would
                    // help.
                    .configureLockFactory(axon -> NullLockFactory.INSTANCE)
                    .configureCommandTargetResolver(axon -> new Targets())
                    .configureCache(axon -> new AggregateCache(CACHED_AGGREGATES))
                    .configureSnapshotTrigger(
                            axon -> new EventCountSnapshotTriggerDefinition(axon.snapshotter(), SNAPSHOT_EVERY)));
        }
    }

    /**
     * Registers an event handler that reads the whole ledger in order and remembers in the database how far it came. An
     * event that it cannot handle stops it there, and it tries again until it can; nothing is skipped.
     *
     * @param name what the processor is called in the database and in the log
     * @param handler makes the event handler when the ledger starts, so that it may send commands
     * @param segments how many events, of different streams, it may handle at once
     * @param batch how many events share a transaction
     */
    public static ConfigurerModule streaming(String name, Class<?> type, Supplier<?> handler, int segments, int batch) {
        return configurer -> configurer
                .eventProcessing()
                .registerEventHandler(axon -> handler.get())
                .assignHandlerTypesMatching(name, type::equals)
                .registerPooledStreamingEventProcessor(
                        name,
                        axon -> Ledger.of(axon).readable(),
                        (axon, processor) -> processor
                                .initialSegmentCount(segments)
                                .batchSize(batch)
                                .tokenClaimInterval(TRY_AGAIN_AFTER_MILLIS)
                                .initialToken(source -> source.createTailToken()));
    }
}
