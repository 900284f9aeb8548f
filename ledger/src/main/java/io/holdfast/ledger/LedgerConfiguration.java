package io.holdfast.ledger;

import io.holdfast.ledger.projection.ProjectionConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
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
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Puts Axon together on one database, by hand: its Spring Boot starter was made for an older Boot and brings more than
 * is used here (docs/decisions/0001). Services add {@link LedgerTypes}, {@link ConfigurerModule}s and
 * {@link io.holdfast.ledger.projection.View}s.
 */
@Configuration(proxyBeanMethods = false)
@Import(ProjectionConfiguration.class)
public class LedgerConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerConfiguration.class);

    /** Commands that may wait for the next batch: a few seconds' worth. */
    private static final int WAITING_COMMANDS = 10_000;

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

    /** Checked before anything is written to it. */
    @Bean
    Database database(DataSource source) {
        var database = Database.behind(source);
        database.requireSafe();
        return database;
    }

    @Bean
    EventSerializer eventSerializer(List<LedgerTypes> types) {
        return EventSerializer.of(types);
    }

    /** Axon's whole set-up. Built as one bean, because its parts are of no use to anybody alone. */
    @Bean
    @DependsOnDatabaseInitialization
    org.axonframework.config.Configuration axon(
            DataSource source,
            PlatformTransactionManager transactions,
            EventSerializer serializer,
            List<ConfigurerModule> services,
            @Value("${holdfast.node}") String node,
            @Value("${holdfast.follow:#{null}}") @Nullable Duration follow,
            Database database,
            ObjectProvider<MeterRegistry> meters) {
        // The ledger keeps milliseconds: an event that was just applied has the same time as when it is read again.
        GenericEventMessage.clock = Clock.tickMillis(Clock.systemUTC().getZone());

        Configurer axon = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(all -> serializer)
                .registerComponent(
                        ConnectionProvider.class,
                        all -> new UnitOfWorkAwareConnectionProviderWrapper(
                                new SpringDataSourceConnectionProvider(source)))
                .registerComponent(TransactionManager.class, all -> new SpringTransactionManager(transactions))
                .registerComponent(Stumbles.class, all -> new Stumbles())
                .registerComponent(HeadLock.class, LedgerConfiguration::headLock)
                .registerComponent(TokenStore.class, all -> tokens(all, node))
                .registerComponent(Snapshotter.class, LedgerConfiguration::snapshotter)
                .configureEventStore(LedgerConfiguration::ledger)
                .configureCommandBus(all -> commandBus(all, database, meters.getIfAvailable(SimpleMeterRegistry::new)))
                .configureCorrelationDataProviders(all -> List.of(Caller.HANDED_ON))
                .registerHandlerEnhancerDefinition(all -> new VersionCheck());
        axon.eventProcessing()
                // Axon logs what a handler throws and goes on with the next event: a projection would lie from then on.
                .registerDefaultListenerInvocationErrorHandler(all -> PropagatingErrorHandler.instance())
                .registerDefaultErrorHandler(all -> all.getComponent(Stumbles.class));
        services.forEach(service -> service.configureModule(axon));
        var configuration = axon.buildConfiguration();
        if (follow != null) {
            follow(configuration, follow);
        }
        return configuration;
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

    /** Closed with the program, so that what it was at work on is free for others at once. */
    @Bean
    Locks locks(Database database) {
        return database.locks();
    }

    @Bean
    @DependsOnDatabaseInitialization
    Pepper pepper(DataSource source, Database database) {
        return Pepper.keptIn(JdbcClient.create(source), database::sync);
    }

    @Bean
    Commands commands(org.axonframework.config.Configuration axon, List<ConfigurerModule> services, Locks locks) {
        Map<String, Streams.Fold<?>> folds = services.stream()
                .filter(LedgerModules.Aggregate.class::isInstance)
                .map(LedgerModules.Aggregate.class::cast)
                .collect(
                        Collectors.toMap(aggregate -> aggregate.type().getSimpleName(), LedgerModules.Aggregate::fold));
        return new Commands(
                axon.commandBus(),
                DryRuns.on(axon),
                new Operations(new Claims(locks), Ledger.of(axon), folds),
                axon.eventStore());
    }

    @Bean
    Streams streams(org.axonframework.config.Configuration axon, DataSource source) {
        return new Streams(axon.eventStore(), new Entries(source));
    }

    @Bean
    Obstacle obstacle(org.axonframework.config.Configuration axon) {
        return Ledger.of(axon).obstacle();
    }

    @Bean
    Arrivals arrivals(org.axonframework.config.Configuration axon) {
        return new Arrivals(Ledger.of(axon));
    }

    @Bean
    Followers processors(org.axonframework.config.Configuration axon, DataSource source) {
        return new Processors(axon, JdbcClient.create(source));
    }

    @Bean
    Lags lags(DataSource source, List<Followers> followers, ObjectProvider<MeterRegistry> meters) {
        return new Lags(JdbcClient.create(source), followers, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    static Ledger ledger(org.axonframework.config.Configuration axon) {
        var storage = JdbcEventStorageEngine.builder()
                .eventSerializer(axon.eventSerializer())
                .snapshotSerializer(axon.serializer())
                .snapshotFilter(axon.snapshotFilter())
                .persistenceExceptionResolver(new LostRaces())
                .schema(EventStorage.SCHEMA)
                .dataType(String.class);
        return Ledger.on(new EventStorage(
                storage, axon.getComponent(ConnectionProvider.class), axon.getComponent(TransactionManager.class)));
    }

    /** A dry run appends nothing and keeps nobody from it. The ledger is not there yet when handlers are looked at. */
    private static HeadLock headLock(org.axonframework.config.Configuration axon) {
        return () -> {
            if (!DryRun.CURRENT.isBound()) {
                Ledger.of(axon).lock();
            }
        };
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

    /** For a database that several processes append to. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    private static void follow(org.axonframework.config.Configuration axon, Duration pause) {
        var ledger = Ledger.of(axon);
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("ledger-follower").factory());
        axon.onStart(
                () -> thread.scheduleWithFixedDelay(() -> follow(ledger), 0, pause.toMillis(), TimeUnit.MILLISECONDS));
        axon.onShutdown(thread::close);
    }

    private static void follow(Ledger ledger) {
        try {
            ledger.follow();
        } catch (RuntimeException away) {
            LOG.debug("Cannot read the ledger; the next look comes soon.", away);
        }
    }

    private static CommandBus commandBus(
            org.axonframework.config.Configuration axon, Database database, MeterRegistry meters) {
        var writer = new Writer(
                axon.getComponent(TransactionManager.class), Ledger.of(axon), database::sync, WAITING_COMMANDS, meters);
        axon.onStart(writer::start);
        // After those who send commands, before those who handle them.
        axon.onShutdown(Phase.LOCAL_MESSAGE_HANDLER_REGISTRATIONS + 1, writer::stop);
        var bus = new GroupCommitBus(axon.messageMonitor(CommandBus.class, "commandBus"), writer);
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
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
        var snapshotter = AggregateSnapshotter.builder()
                .eventStore(axon.eventStore())
                .transactionManager(axon.getComponent(TransactionManager.class))
                .aggregateFactories(factories)
                .repositoryProvider(axon::repository)
                .executor(thread)
                .build();
        var pace = Ledger.of(axon).snapshots();
        return (type, stream) -> {
            if (pace.isDue(stream)) {
                snapshotter.scheduleSnapshot(type, stream);
            }
        };
    }
}
