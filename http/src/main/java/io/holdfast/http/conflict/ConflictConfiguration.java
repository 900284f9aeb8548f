package io.holdfast.http.conflict;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The conflict journal, unless it is switched off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "holdfast.conflicts.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ConflictProperties.class)
public class ConflictConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    ConflictJournal conflictJournal(
            JdbcTemplate database,
            PlatformTransactionManager transactions,
            ConflictProperties properties,
            ObjectProvider<MeterRegistry> meters) {
        var table = new ConflictTable(database, new TransactionTemplate(transactions));
        return new ConflictJournal(
                table,
                new Bounds(table, properties.maxAge(), properties.maxCount()),
                properties.queue(),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }
}
