package io.holdfast.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import tools.jackson.databind.module.SimpleModule;

/** A program on the ledger, with a cache of its own. Two of them on one database are two processes, as far as it goes. */
final class Node implements AutoCloseable {

    /** Held while a node starts or ends: a JVM has one logging system, and Spring Boot sets it up and takes it down. */
    private static final Lock LOGGING = new ReentrantLock();

    private final ConfigurableApplicationContext context;

    /**
     * @param database that other nodes may use too
     * @param more configuration on top
     */
    Node(TestDatabase database, Class<?>... more) {
        this(database.settings(), more);
    }

    /** On a database that these settings name. */
    Node(List<String> database, Class<?>... more) {
        var program = new SpringApplication(Program.class);
        program.addPrimarySources(List.of(more));
        program.setWebApplicationType(WebApplicationType.NONE);
        var settings = new ArrayList<>(database);
        settings.addAll(List.of(
                "--spring.config.import=classpath:ledger.yaml",
                // Also on H2, where the other node is in this JVM.
                "--holdfast.node=" + TimeOrderedIds.next(),
                "--holdfast.follow=25ms",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn"));
        LOGGING.lock();
        try {
            context = program.run(settings.toArray(String[]::new));
        } finally {
            LOGGING.unlock();
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    long increment(String counter) {
        return commands().send(new Counter.Increment(counter, Long.MAX_VALUE));
    }

    Commands commands() {
        return bean(Commands.class);
    }

    Streams streams() {
        return bean(Streams.class);
    }

    EventStore events() {
        return bean(Configuration.class).eventStore();
    }

    JdbcClient database() {
        return bean(JdbcClient.class);
    }

    /** How often a command was handled, retries included. */
    int handled() {
        return bean(AtomicInteger.class).get();
    }

    /** How often a stream was looked up in the database. */
    long lookUps() {
        return bean(AtomicLong.class).get();
    }

    /** Runs inside every command, after its aggregate decided and before its events are stored. */
    void beforeEveryAppend(Runnable interference) {
        bean(Configuration.class).commandBus().registerHandlerInterceptor((unit, chain) -> {
            unit.onPrepareCommit(committing -> interference.run());
            return chain.proceed();
        });
    }

    @Override
    public void close() {
        LOGGING.lock();
        try {
            context.close();
        } finally {
            LOGGING.unlock();
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(LedgerConfiguration.class)
    static class Program {

        @Bean
        LedgerTypes types() {
            return new LedgerTypes(List.of(Counter.CounterEvent.class), new SimpleModule());
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        ConfigurerModule counters() {
            return LedgerModules.aggregate(Counter.class, Counter::fold);
        }

        @Bean
        AtomicInteger handledCommands(Configuration axon) {
            var handled = new AtomicInteger();
            axon.commandBus().registerHandlerInterceptor((unit, chain) -> {
                handled.incrementAndGet();
                return chain.proceed();
            });
            return handled;
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE) // the post-processor needs it early
        static AtomicLong lookUps() {
            return new AtomicLong();
        }

        @Bean
        static BeanPostProcessor countLookUps(AtomicLong lookUps) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source ? new Counting(source, lookUps) : bean;
                }
            };
        }
    }

    /** Counts the statements that read one stream, its snapshot or its events. */
    private static final class Counting extends DelegatingDataSource {

        private final AtomicLong lookUps;

        Counting(DataSource source, AtomicLong lookUps) {
            super(source);
            this.lookUps = lookUps;
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")
                                && arguments[0].toString().startsWith("SELECT")
                                && arguments[0].toString().contains("stream_id = ?")) {
                            lookUps.incrementAndGet();
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
