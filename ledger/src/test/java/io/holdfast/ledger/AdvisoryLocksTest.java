package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes and the server between them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledIfSystemProperty(named = "holdfast.test.database", matches = "postgres") // H2 has one process and no such locks
class AdvisoryLocksTest {

    private static final String KEY = "key";

    HikariDataSource source;
    AdvisoryLocks here;
    AdvisoryLocks there;

    @BeforeEach
    void two_processes(@TempDir Path folder) {
        var database = TestDatabase.of(folder);
        source = new HikariDataSource();
        source.setJdbcUrl(database.url());
        source.setUsername(database.user());
        source.setPassword(database.password());
        source.setMaximumPoolSize(3);
        here = new AdvisoryLocks(source);
        there = new AdvisoryLocks(source);
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        source.close();
    }

    @Test
    void one_has_it_until_it_lets_go() {
        var lock = here.tryLock(KEY).orElseThrow();
        assertThat(lock.isHeld()).isTrue();
        assertThat(there.tryLock(KEY)).isEmpty();
        assertThat(there.tryLock("another")).isPresent();
        lock.close();
        assertThat(there.tryLock(KEY)).isPresent();
    }

    @Test
    void a_process_that_ends_lets_go_of_everything() {
        assertThat(here.tryLock(KEY)).isPresent();
        here.close();
        await().untilAsserted(() -> assertThat(there.tryLock(KEY)).isPresent());
    }

    @Test
    void a_lock_that_went_with_its_session_is_not_believed() {
        var lost = here.tryLock(KEY).orElseThrow();
        var second = here.tryLock("second").orElseThrow();
        endSessionsWithLocks();
        await().until(() -> there.tryLock(KEY).isPresent());
        assertThat(lost.isHeld()).isFalse();
        assertThat(here.tryLock(KEY)).as("on a session of its own again").isEmpty();
        assertThat(lost.isHeld()).isFalse();
        second.close();
        assertThat(here.tryLock("second")).as("what is let go twice stays free").isPresent();
        lost.close();
        assertThat(there.tryLock("second")).isEmpty();
    }

    @Test
    void a_broken_session_goes_not_back_into_the_pool() {
        for (int i = 0; i < 10; i++) {
            var lock = here.tryLock(KEY).orElseThrow();
            endSessionsWithLocks();
            lock.close();
        }
        assertThat(source.getHikariPoolMXBean().getActiveConnections()).isLessThanOrEqualTo(1);
    }

    private void endSessionsWithLocks() {
        var ended = JdbcClient.create(source)
                .sql("select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory'")
                .query(Long.class)
                .single();
        assertThat(ended).isPositive();
    }
}
