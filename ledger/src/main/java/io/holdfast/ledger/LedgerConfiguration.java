package io.holdfast.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Puts Axon together on one database, by hand: its Spring Boot starter was made for an older Boot and brings more than
 * is used here (docs/decisions/0001). Services add {@link LedgerTypes} and {@link ConfigurerModule}s.
 */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {

    /** The column names that an auditor sees. */
    private static final EventSchema LEDGER = EventSchema.builder()
            .eventTable("ledger")
            .snapshotTable("snapshots")
            .globalIndexColumn("position")
            .aggregateIdentifierColumn("stream_id")
            .sequenceNumberColumn("stream_version")
            .typeColumn("stream_type")
            .eventIdentifierColumn("event_id")
            .payloadTypeColumn("event_type")
            .payloadRevisionColumn("revision")
            .timestampColumn("recorded_at")
            .payloadColumn("payload")
            .metaDataColumn("metadata")
            .build();

    private static final TokenSchema TOKENS = TokenSchema.builder()
            .setTokenTable("tokens")
            .setProcessorNameColumn("processor")
            .setSegmentColumn("segment")
            .setTokenColumn("token")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("claimed_at")
            .setOwnerColumn("owner")
            .build();

    /** Unless the program is told of another database. H2 itself takes no relative path without a dot. */
    @Bean
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "none")
    EmbeddedDatabase embeddedDatabase(@Value("${holdfast.data}") Path data) {
        return new EmbeddedDatabase(data);
    }

    @Bean
    EventSerializer eventSerializer(List<LedgerTypes> types) {
        return EventSerializer.of(types);
    }

    /** Axon's whole set-up. Built as one bean, because its parts are of no use to anybody alone. */
    @Bean
    @DependsOnDatabaseInitialization
    org.axonframework.config.Configuration axon(
            DataSource database,
            PlatformTransactionManager transactions,
            EventSerializer serializer,
            List<ConfigurerModule> services,
            @Value("${holdfast.node}") String node) {
        // The ledger keeps milliseconds: an event that was just applied has the same time as when it is read again.
        GenericEventMessage.clock = Clock.tickMillis(Clock.systemUTC().getZone());

        Configurer axon = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(all -> serializer)
                .registerComponent(
                        ConnectionProvider.class,
                        all -> new UnitOfWorkAwareConnectionProviderWrapper(
                                new SpringDataSourceConnectionProvider(database)))
                .registerComponent(TransactionManager.class, all -> new SpringTransactionManager(transactions))
                .registerComponent(TokenStore.class, all -> tokens(all, node))
                .registerComponent(Snapshotter.class, LedgerConfiguration::snapshotter)
                .configureEmbeddedEventStore(LedgerConfiguration::storage)
                .configureCommandBus(LedgerConfiguration::commandBus)
                .configureCorrelationDataProviders(all -> List.of(Caller.HANDED_ON));
        axon.eventProcessing()
                // Axon logs what a handler throws and goes on with the next event: a projection would lie from then on.
                .registerDefaultListenerInvocationErrorHandler(all -> PropagatingErrorHandler.instance());
        services.forEach(service -> service.configureModule(axon));
        return axon.buildConfiguration();
    }

    /** Starts the processors before the web server takes requests, and stops them after it took its last. */
    @Bean
    SmartLifecycle axonLifecycle(org.axonframework.config.Configuration axon) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                axon.start();
                running = true;
            }

            @Override
            public void stop() {
                axon.shutdown();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return 0;
            }
        };
    }

    @Bean
    Commands commands(org.axonframework.config.Configuration axon) {
        return new Commands(axon.commandBus());
    }

    @Bean
    Streams streams(org.axonframework.config.Configuration axon) {
        return new Streams(axon.eventStore());
    }

    private static EventStorageEngine storage(org.axonframework.config.Configuration axon) {
        var builder = JdbcEventStorageEngine.builder()
                .eventSerializer(axon.eventSerializer())
                .snapshotSerializer(axon.serializer())
                .snapshotFilter(axon.snapshotFilter())
                .connectionProvider(axon.getComponent(ConnectionProvider.class))
                .transactionManager(axon.getComponent(TransactionManager.class))
                .persistenceExceptionResolver(new LostRaces())
                .schema(LEDGER)
                .dataType(String.class);
        return new EventStorage(builder);
    }

    private static TokenStore tokens(org.axonframework.config.Configuration axon, String node) {
        return JdbcTokenStore.builder()
                .nodeId(node)
                .connectionProvider(axon.getComponent(ConnectionProvider.class))
                .serializer(axon.serializer())
                .schema(TOKENS)
                .contentType(String.class)
                .build();
    }

    /**
     * Every command runs in a thread of its own, in a transaction of its own. So the lines of an order are asked at the
     * same time, and a command that an event processor sends does not wait in the processor's transaction.
     */
    private static CommandBus commandBus(org.axonframework.config.Configuration axon) {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("command-", 0).factory());
        var bus = AsynchronousCommandBus.builder()
                .executor(threads)
                .transactionManager(axon.getComponent(TransactionManager.class))
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .messageMonitor(axon.messageMonitor(CommandBus.class, "commandBus"))
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        axon.onShutdown(bus::shutdown);
        return bus;
    }

    /** In the background: a command does not wait until its aggregate's snapshot is written. */
    private static Snapshotter snapshotter(org.axonframework.config.Configuration axon) {
        var thread = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("snapshots").factory());
        axon.onShutdown(thread::close);
        List<AggregateFactory<?>> factories = axon.findModules(AggregateConfiguration.class).stream()
                .<AggregateFactory<?>>map(module -> ((AggregateConfiguration<?>) module).aggregateFactory())
                .toList();
        return AggregateSnapshotter.builder()
                .eventStore(axon.eventStore())
                .transactionManager(axon.getComponent(TransactionManager.class))
                .aggregateFactories(factories)
                .repositoryProvider(axon::repository)
                .executor(thread)
                .build();
    }
}
