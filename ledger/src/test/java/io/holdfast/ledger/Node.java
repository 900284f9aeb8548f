package io.holdfast.ledger;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.module.SimpleModule;

/** A program on the ledger, with a cache of its own. Two of them on one database are two processes, as far as it goes. */
final class Node implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    /**
     * @param url of a database that other nodes may use too
     * @param more configuration on top
     */
    Node(String url, Class<?>... more) {
        var program = new SpringApplication(Program.class);
        program.addPrimarySources(List.of(more));
        program.setWebApplicationType(WebApplicationType.NONE);
        context = program.run(
                "--spring.config.import=classpath:ledger.yaml",
                "--spring.datasource.url=" + url,
                "--holdfast.node=" + TimeOrderedIds.next(),
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn");
    }

    long increment(String counter) {
        return commands().send(new Counter.Increment(counter, Long.MAX_VALUE));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Commands commands() {
        return context.getBean(Commands.class);
    }

    Streams streams() {
        return context.getBean(Streams.class);
    }

    EventStore events() {
        return context.getBean(org.axonframework.config.Configuration.class).eventStore();
    }

    JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    /** How often a command was handled, retries included. */
    AtomicInteger handled() {
        return context.getBean(AtomicInteger.class);
    }

    /** Runs inside every command, after its aggregate decided and before its events are stored. */
    void beforeEveryAppend(Runnable interference) {
        context.getBean(org.axonframework.config.Configuration.class)
                .commandBus()
                .registerHandlerInterceptor((unit, chain) -> {
                    unit.onPrepareCommit(committing -> interference.run());
                    return chain.proceed();
                });
    }

    @Override
    public void close() {
        context.close();
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
        ConfigurerModule counters() {
            return LedgerModules.aggregate(Counter.class);
        }

        @Bean
        AtomicInteger handledCommands(org.axonframework.config.Configuration axon) {
            var handled = new AtomicInteger();
            axon.commandBus().registerHandlerInterceptor((unit, chain) -> {
                handled.incrementAndGet();
                return chain.proceed();
            });
            return handled;
        }
    }
}
