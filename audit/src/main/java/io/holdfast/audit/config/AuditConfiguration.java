package io.holdfast.audit.config;

import io.holdfast.ledger.ReadOnlyDatabase;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything of the audit; the program adds ledger, HTTP and the services. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    /** A few connections of its own: however long an auditor reads, commands never wait for one. */
    @Bean
    ReadOnlyDatabase auditedDatabase(JdbcConnectionDetails database) {
        return ReadOnlyDatabase.of(database);
    }
}
