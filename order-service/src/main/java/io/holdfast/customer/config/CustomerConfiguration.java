package io.holdfast.customer.config;

import io.holdfast.customer.Customer;
import io.holdfast.customer.Customers;
import io.holdfast.customer.OpenOrders;
import io.holdfast.customer.PersonalData;
import io.holdfast.customer.store.CustomerTable;
import io.holdfast.customer.store.OpenOrderTable;
import io.holdfast.events.customer.CustomerEvent;
import io.holdfast.ledger.LedgerModules;
import io.holdfast.ledger.LedgerTypes;
import io.holdfast.ledger.Streams;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything of customers; the order service brings it along. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = "io.holdfast.customer.web",
        // Orders have a class of their own called Problems.
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class CustomerConfiguration {

    /** What is stored of customers. */
    @Bean
    public static LedgerTypes customerTypes() {
        return new LedgerTypes(List.of(CustomerEvent.class), new SnapshotJson());
    }

    @Bean
    ConfigurerModule customerAggregate() {
        return LedgerModules.aggregate(Customer.class, Customer::fold);
    }

    /** For the command handlers, which have them as parameters. */
    @Bean
    ConfigurerModule customerTables(PersonalData people, OpenOrders orders) {
        return axon -> axon.registerComponent(PersonalData.class, all -> people)
                .registerComponent(OpenOrders.class, all -> orders);
    }

    @Bean
    PersonalData personalData(JdbcClient database) {
        return new CustomerTable(database);
    }

    @Bean
    OpenOrders openOrders(JdbcClient database) {
        return new OpenOrderTable(database);
    }

    @Bean
    Customers customers(Streams streams, PersonalData people) {
        return new Customers(streams, people);
    }
}
