package io.holdfast.inventory;

import io.holdfast.http.HttpConfiguration;
import io.holdfast.inventory.config.InventoryConfiguration;
import io.holdfast.ledger.LedgerConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The inventory service alone. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({LedgerConfiguration.class, HttpConfiguration.class, InventoryConfiguration.class})
public class InventoryApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(InventoryApplication.class, arguments);
    }
}
