package io.holdfast.inventory;

import io.holdfast.events.customer.CustomerEvent;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.http.HttpConfiguration;
import io.holdfast.inventory.config.InventoryConfiguration;
import io.holdfast.ledger.LedgerConfiguration;
import io.holdfast.ledger.LedgerTypes;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The inventory service alone. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({LedgerConfiguration.class, HttpConfiguration.class, InventoryConfiguration.class})
public class InventoryApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(InventoryApplication.class, arguments);
    }

    /** What the order service writes to a ledger that both share: a reader stops only where nobody knows what it reads. */
    @Bean
    static LedgerTypes typesOfOthers() {
        return LedgerTypes.events(OrderEvent.class, CustomerEvent.class);
    }
}
