package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.inventory.InventoryApplication;
import io.holdfast.ledger.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InventoryAloneTest {

    @Test
    void inventory_runs_without_orders(@TempDir Path data) {
        var settings = new ArrayList<>(TestDatabase.of(data).settings());
        settings.addAll(List.of("--server.port=0", "--logging.level.root=warn"));
        var program = Service.start(new SpringApplication(InventoryApplication.class), settings);
        try {
            var http = new Http(program.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            assertThat(http.post("/inventory", "{\"sku\":\"TEA\",\"onHand\":3}").status())
                    .isEqualTo(201);
            assertThat(http.put("/inventory/TEA/reservations/order-1", "{\"quantity\":2}")
                            .at("/available")
                            .asLong())
                    .isEqualTo(1);
            assertThat(http.get("/orders").status()).isEqualTo(404);
            assertThat(http.delete("/inventory/TEA").status()).isEqualTo(409);
            await().untilAsserted(() -> assertThat(program.getBean(JdbcClient.class)
                            .sql("select request from conflicts")
                            .query(String.class)
                            .list())
                    .containsExactly("DELETE /inventory/TEA"));
        } finally {
            Service.end(program);
        }
    }
}
