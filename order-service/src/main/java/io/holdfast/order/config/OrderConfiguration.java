package io.holdfast.order.config;

import io.holdfast.customer.OpenOrders;
import io.holdfast.customer.config.CustomerConfiguration;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.LedgerModules;
import io.holdfast.ledger.LedgerTypes;
import io.holdfast.ledger.Streams;
import io.holdfast.ledger.projection.View;
import io.holdfast.order.LineChanges;
import io.holdfast.order.Order;
import io.holdfast.order.Orders;
import io.holdfast.order.Reconciler;
import io.holdfast.order.Settlement;
import io.holdfast.order.Stock;
import io.holdfast.order.view.Holds;
import io.holdfast.order.view.HoldsView;
import io.holdfast.order.view.OrderList;
import io.holdfast.order.view.OrderView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Everything of the order service, customers included, but its {@link Stock}; the program adds that, the ledger and HTTP. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import(CustomerConfiguration.class)
@EnableConfigurationProperties(OrderProperties.class)
@ComponentScan(
        basePackages = "io.holdfast.order.web",
        // Both services have a class of their own called Problems.
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class OrderConfiguration {

    private static final int SETTLED_AT_ONCE = 4;

    /** What is stored of orders. */
    @Bean
    public static LedgerTypes orderTypes() {
        return new LedgerTypes(List.of(OrderEvent.class), new SnapshotJson());
    }

    @Bean
    ConfigurerModule orderAggregate() {
        return LedgerModules.aggregate(Order.class, Order::fold);
    }

    @Bean
    View orderView() {
        return new OrderView();
    }

    @Bean
    View holdsView() {
        return new HoldsView();
    }

    /** One event at a time: what it does in inventory is done when it returns, whatever becomes of its transaction. */
    @Bean
    ConfigurerModule settlement(ObjectProvider<Streams> streams, ObjectProvider<Stock> stock) {
        return LedgerModules.streaming(
                Settlement.NAME,
                Settlement.class,
                () -> new Settlement(streams.getObject(), stock.getObject()),
                SETTLED_AT_ONCE,
                1);
    }

    @Bean
    OrderList orderList(JdbcClient database) {
        return new OrderList(database);
    }

    @Bean
    Orders orders(
            Commands commands, Streams streams, Stock stock, OpenOrders open, Clock clock, OrderProperties properties) {
        return new Orders(commands, streams, stock, open, clock, properties.hold());
    }

    @Bean
    LineChanges lineChanges(Orders orders, Commands commands, Streams streams, Stock stock) {
        return new LineChanges(orders, commands, streams, stock);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Housekeeping housekeeping(
            OrderProperties properties,
            Clock clock,
            Commands commands,
            Streams streams,
            Stock stock,
            JdbcClient database,
            OrderList orders) {
        return new Housekeeping(
                properties, clock, commands, new Reconciler(commands, streams, stock), new Holds(database), orders);
    }

    /** What {@code /actuator/health} says of holds. */
    @Bean
    HealthIndicator holdsHealthIndicator(
            JdbcClient database, Clock clock, OrderProperties properties, ObjectProvider<MeterRegistry> meters) {
        return new HoldsHealth(
                new Holds(database),
                clock,
                properties.unexplainedAfter(),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }
}
