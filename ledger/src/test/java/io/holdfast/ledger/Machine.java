package io.holdfast.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.ledger.Counter.Increment;
import io.holdfast.ledger.Counter.Read;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.module.SimpleModule;

/**
 * A program on the ledger like {@link Node}, started a hundred times as fast: the same parts without Spring's context.
 */
final class Machine implements AutoCloseable {

    private static final List<ConfigurerModule> SERVICES =
            List.of(LedgerModules.aggregate(Counter.class, Counter::fold));

    private final TestDatabase database;
    private final HikariDataSource source = new HikariDataSource();
    private final Configuration axon;
    private final Commands commands;

    /**
     * @param url of an H2 database
     * @param syncs whether it makes commits durable before it answers
     */
    Machine(String url, boolean syncs) {
        database = new TestDatabase(TestDatabase.Kind.H2, List.of(), url, "holdfast", "");
        source.setJdbcUrl(url);
        source.setUsername(database.user());
        source.setPassword(database.password());
        source.setMinimumIdle(1);
        try {
            axon = start(syncs ? Database.behind(source) : new Database.H2(new NeverSyncs(source)));
            commands = new LedgerConfiguration().commands(axon, SERVICES, Locks.NONE);
        } catch (Throwable failure) {
            source.close();
            throw failure;
        }
    }

    private Configuration start(Database database) {
        database.requireSafe();
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration", "classpath:db/vendor/h2")
                .load()
                .migrate();
        var started = new LedgerConfiguration()
                .axon(
                        source,
                        new JdbcTransactionManager(source),
                        EventSerializer.of(
                                List.of(new LedgerTypes(List.of(Counter.CounterEvent.class), new SimpleModule()))),
                        SERVICES,
                        "machine",
                        null,
                        database,
                        new StaticListableBeanFactory().getBeanProvider(MeterRegistry.class));
        started.start();
        return started;
    }

    long increment(String counter) {
        return commands.send(new Increment(counter, Long.MAX_VALUE));
    }

    long read(String counter) {
        return commands.send(new Read(counter));
    }

    /** The position of the last event. */
    long head() {
        return database()
                .sql("select position from ledger_head")
                .query(Long.class)
                .single();
    }

    /** Commits, without anybody making it durable, that a reader came as far as a position. */
    void remember(int reader, long position) {
        database()
                .sql("merge into tokens (processor, segment, token) key (processor, segment) values ('reader', ?, ?)")
                .params(reader, position)
                .update();
    }

    boolean exists(String counter) {
        return database()
                .sql("select exists (select 1 from ledger where stream_id = ?)")
                .param(counter)
                .query(Boolean.class)
                .single();
    }

    /** What is wrong with the ledger, and which readers have seen what is not there. */
    List<String> flaws() {
        var flaws = new ArrayList<>(LedgerCheck.of(database).findings());
        flaws.addAll(
                database().sql("""
                        select 'a reader is ahead: ' || token from tokens
                        where cast(token as bigint) > (select position from ledger_head)
                        """).query((row, number) -> row.getString(1)).list());
        return flaws;
    }

    private JdbcClient database() {
        return JdbcClient.create(source);
    }

    @Override
    public void close() {
        axon.shutdown();
        source.close();
    }

    /** H2 writes a commit, and leaves it to the system when it reaches the disk. */
    private static final class NeverSyncs extends JdbcTemplate {

        NeverSyncs(HikariDataSource source) {
            super(source);
        }

        @Override
        @SuppressWarnings("NullAway") // nobody looks at it
        public <T extends @Nullable Object> T execute(ConnectionCallback<T> sync) {
            return null;
        }
    }
}
