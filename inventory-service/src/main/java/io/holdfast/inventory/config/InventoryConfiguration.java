package io.holdfast.inventory.config;

import io.holdfast.events.inventory.StockItemEvent;
import io.holdfast.inventory.StockItem;
import io.holdfast.inventory.view.StockItemView;
import io.holdfast.inventory.view.StockItems;
import io.holdfast.ledger.LedgerModules;
import io.holdfast.ledger.LedgerTypes;
import io.holdfast.ledger.projection.View;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything of the inventory service; the program adds ledger and HTTP. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = "io.holdfast.inventory.web",
        // Both services have a class of their own called Problems.
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class InventoryConfiguration {

    /** What is stored of stock items. */
    @Bean
    public static LedgerTypes inventoryTypes() {
        return new LedgerTypes(List.of(StockItemEvent.class), new SnapshotJson());
    }

    @Bean
    ConfigurerModule stockItemAggregate() {
        return LedgerModules.aggregate(StockItem.class, StockItem::fold);
    }

    @Bean
    View stockItemView() {
        return new StockItemView();
    }

    @Bean
    StockItems stockItems(JdbcClient database) {
        return new StockItems(database);
    }
}
