package io.holdfast.audit.config;

import io.holdfast.audit.ConflictList;
import io.holdfast.audit.Export;
import io.holdfast.audit.Feed;
import io.holdfast.audit.Histories;
import io.holdfast.audit.verification.LedgerAudit;
import io.holdfast.audit.verification.Verifications;
import io.holdfast.audit.web.Followers;
import io.holdfast.customer.config.CustomerConfiguration;
import io.holdfast.inventory.config.InventoryConfiguration;
import io.holdfast.ledger.Arrivals;
import io.holdfast.ledger.Entries;
import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.Jobs;
import io.holdfast.ledger.LedgerTypes;
import io.holdfast.ledger.Locks;
import io.holdfast.ledger.ReadOnlyDatabase;
import io.holdfast.ledger.WritableDatabase;
import io.holdfast.ledger.projection.Projections;
import io.holdfast.ledger.projection.Rebuilds;
import io.holdfast.order.config.OrderConfiguration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything of the audit; the program adds ledger, HTTP and the services. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = "io.holdfast.audit.web",
        // The services have a class of their own called Problems.
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class AuditConfiguration {

    /** A few connections of its own: however long an auditor reads, commands never wait for one. */
    @Bean
    ReadOnlyDatabase auditedDatabase(JdbcConnectionDetails database) {
        return ReadOnlyDatabase.of(database);
    }

    @Bean
    ConflictList conflictList(ReadOnlyDatabase audited) {
        return new ConflictList(JdbcClient.create(audited.source()));
    }

    @Bean
    Entries auditedEntries(ReadOnlyDatabase audited) {
        return new Entries(audited.source());
    }

    @Bean
    Histories histories(Entries audited, EventSerializer serializer) {
        return new Histories(audited, serializer);
    }

    @Bean
    Jobs jobs() {
        return new Jobs();
    }

    @Bean
    LedgerAudit ledgerAudit(ReadOnlyDatabase audited, EventSerializer serializer) {
        return new LedgerAudit(audited.source(), serializer);
    }

    @Bean
    Verifications verifications(LedgerAudit audit) {
        return new Verifications(audit);
    }

    /** Only if somebody wants it: it takes as long as the ledger is. */
    @Bean
    @ConditionalOnProperty("holdfast.verify-at-start")
    VerifiedStart verifiedStart(LedgerAudit audit) {
        return new VerifiedStart(audit);
    }

    @Bean
    Feed feed(Entries audited, EventSerializer serializer) {
        return new Feed(audited, serializer);
    }

    @Bean
    Followers followers(Arrivals arrivals, @Value("${holdfast.audit.followers:100}") int most) {
        return new Followers(arrivals, most);
    }

    @Bean
    Export export(Entries audited, EventSerializer serializer) {
        return new Export(audited, serializer);
    }

    /** Connections of its own too: a rebuild keeps one for as long as it compares. */
    @Bean
    WritableDatabase rebuildDatabase(JdbcConnectionDetails database) {
        return WritableDatabase.of(database);
    }

    @Bean
    Rebuilds rebuilds(Projections projections, WritableDatabase rebuildDatabase, EventSerializer events, Locks locks) {
        return new Rebuilds(projections, rebuildDatabase.source(), events, locks);
    }

    /** What a ledger keeps, for whoever reads one without the service. */
    public static List<LedgerTypes> types() {
        return List.of(
                InventoryConfiguration.inventoryTypes(),
                OrderConfiguration.orderTypes(),
                CustomerConfiguration.customerTypes());
    }
}
