package io.holdfast.standalone;

import io.holdfast.audit.cli.AuditCommand;
import io.holdfast.audit.config.AuditConfiguration;
import io.holdfast.http.HttpConfiguration;
import io.holdfast.inventory.config.InventoryConfiguration;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.LedgerConfiguration;
import io.holdfast.order.Stock;
import io.holdfast.order.config.OrderConfiguration;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Inventory and orders in one process on one ledger; or, with {@code audit} as its first argument, a look into a ledger. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    LedgerConfiguration.class,
    HttpConfiguration.class,
    InventoryConfiguration.class,
    OrderConfiguration.class,
    AuditConfiguration.class,
})
public class StandaloneApplication {

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(AuditCommand.NAME)) {
            System.exit(
                    AuditCommand.run(AuditConfiguration.types(), Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        SpringApplication.run(StandaloneApplication.class, arguments);
    }

    @Bean
    Stock stock(Commands commands) {
        return new InProcessStock(commands);
    }
}
