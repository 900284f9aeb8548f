package io.holdfast.ledger;

import io.holdfast.inventory.StockItem;
import io.holdfast.order.Order;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.AbstractEventTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.EventTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What the benchmark compares with: the same program on Axon as it comes. A command runs in the thread of its request, in a
 * transaction of its own, under the aggregate's lock; the events go through the stock engine into the stock schema.
 *
 * <p>It goes on top of the program's own configuration and takes the place of two beans and two of Axon's components.
 * Aggregates are cached and get snapshots as in the ledger, which the stock set-up does not do by itself: what is compared
 * is the way to commit, not how often a stream is read again.
 */
@Configuration(proxyBeanMethods = false)
public class ConventionalAxon {

    private static final int CACHED_AGGREGATES = 20_000;

    @Bean
    ConfigurerModule stockItemAggregate() {
        return locked(StockItem.class);
    }

    @Bean
    ConfigurerModule orderAggregate() {
        return locked(Order.class);
    }

    @Bean
    ConfigurerModule conventionalStoreAndBus(Database database, DataSource source) {
        return axon -> axon.registerComponent(Ledger.class, LedgerConfiguration::ledger)
                .configureEventStore(all -> store(all, tables(database)))
                .configureCommandBus(all -> bus(all, new SharedSync(source)));
    }

    private static ConfigurerModule locked(Class<?> aggregate) {
        return axon -> axon.configureAggregate(AggregateConfigurer.defaultConfiguration(aggregate)
                .configureLockFactory(all -> PessimisticLockFactory.usingDefaults())
                .configureCache(all -> new AggregateCache(CACHED_AGGREGATES))
                .configureSnapshotTrigger(all ->
                        new EventCountSnapshotTriggerDefinition(all.snapshotter(), LedgerModules.SNAPSHOT_EVERY)));
    }

    private static EmbeddedEventStore store(org.axonframework.config.Configuration axon, EventTableFactory tables) {
        var engine = JdbcEventStorageEngine.builder()
                .eventSerializer(axon.eventSerializer())
                .snapshotSerializer(axon.serializer())
                .snapshotFilter(axon.snapshotFilter())
                .persistenceExceptionResolver(new LostRaces())
                .connectionProvider(axon.getComponent(ConnectionProvider.class))
                .transactionManager(axon.getComponent(TransactionManager.class))
                .build();
        engine.createSchema(tables);
        var store = new FollowedStore(EmbeddedEventStore.builder().storageEngine(engine));
        axon.onShutdown(store::shutDown);
        return store;
    }

    private static EventTableFactory tables(Database database) {
        return database instanceof Database.H2 ? new H2Tables() : PostgresEventTableFactory.INSTANCE;
    }

    private static CommandBus bus(org.axonframework.config.Configuration axon, SharedSync durability) {
        var bus = SimpleCommandBus.builder()
                .transactionManager(new Durable(axon.getComponent(TransactionManager.class), durability))
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    /** The stock store, whose tokens know of gaps; views say where they are by a position, which has none behind it here. */
    private static final class FollowedStore extends EmbeddedEventStore {

        FollowedStore(Builder builder) {
            super(builder);
        }

        @Override
        public TrackingEventStream openStream(@Nullable TrackingToken from) {
            return super.openStream(
                    from instanceof GlobalSequenceTrackingToken position
                            ? GapAwareTrackingToken.newInstance(position.getGlobalIndex(), List.of())
                            : from);
        }
    }

    /** The stock tables. Axon has them for HSQLDB, whose way to write an identity column H2 does not read. */
    private static final class H2Tables extends AbstractEventTableFactory {

        @Override
        protected String idColumnType() {
            return "BIGINT GENERATED BY DEFAULT AS IDENTITY";
        }

        @Override
        protected String payloadType() {
            return "BLOB";
        }
    }

    /** Transactions that are as durable when they return as those of the ledger. */
    private record Durable(TransactionManager transactions, SharedSync durability) implements TransactionManager {

        @Override
        public Transaction startTransaction() {
            var transaction = transactions.startTransaction();
            return new Transaction() {
                @Override
                public void commit() {
                    transaction.commit();
                    durability.await();
                }

                @Override
                public void rollback() {
                    transaction.rollback();
                }
            };
        }
    }

    /**
     * One sync for all commits that came before it. It keeps a connection for itself: commands that wait for an aggregate's
     * lock hold connections, and the command that has the lock would wait for one of theirs.
     */
    private static final class SharedSync {

        private final Database database;
        private final AtomicLong commits = new AtomicLong();
        private long durable;

        SharedSync(DataSource source) {
            database = Database.behind(new SingleConnectionDataSource(DataSourceUtils.getConnection(source), true));
        }

        /** Returns when everything that was committed before survives a power cut. */
        void await() {
            long mine = commits.incrementAndGet();
            synchronized (this) {
                if (durable < mine) {
                    long all = commits.get();
                    database.sync();
                    durable = all;
                }
            }
        }
    }
}
