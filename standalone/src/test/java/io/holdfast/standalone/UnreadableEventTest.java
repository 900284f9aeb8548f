package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.inventory.InventoryApplication;
import io.holdfast.ledger.Lags;
import io.holdfast.ledger.Lags.Lag;
import io.holdfast.ledger.Obstacle;
import io.holdfast.ledger.TestDatabase;
import io.holdfast.ledger.projection.Projections;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;

/** An event that cannot be read is never passed over, and is in nobody's way but its own stream's and the readers'. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnreadableEventTest {

    static final String GOOD = "{\"sku\":\"BAD\",\"location\":\"main\",\"onHand\":4}";

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource({
        "StockItemInvented, '{\"sku\":\"BAD\",\"location\":\"main\",\"onHand\":4}', its type is unknown., StockItemInvented",
        "StockItemRegistered, '{\"sku\":\"BAD\",\"loc', something in it is not as it was written, This event cannot be read."
    })
    void readers_stop_before_it_and_go_on_once_it_can_be_read(String type, String payload, String why, String summary) {
        try (var service = new Service(data)) {
            service.stock(5);
            var attacker = new Attacker(service.bean(DataSource.class));
            attacker.disarm();
            attacker.append("stock-BAD@main", "StockItem", type, payload);
            long position = attacker.last();

            var sku = service.stock(3); // others go on
            var obstacle = service.bean(Obstacle.class);
            await().until(() -> obstacle.event().isPresent());
            assertThat(obstacle.event()).hasValueSatisfying(event -> {
                assertThat(event.position()).isEqualTo(position);
                assertThat(event.stream()).isEqualTo("stock-BAD@main");
                assertThat(event.why()).startsWith(why);
            });
            await().untilAsserted(() -> assertThat(inView(service, "SKU-")).isEqualTo(1));
            await().during(Duration.ofSeconds(1)).until(() -> inView(service, sku) == 0 && settled(service) < position);
            await().untilAsserted(() -> {
                for (var follower : List.of("settlement", "stock-item-view")) {
                    var lag = lag(service, follower);
                    assertThat(lag.standing().stopped()).contains(String.valueOf(position));
                    assertThat(lag.age()).as("its time is in the future").isGreaterThan(Duration.ofSeconds(1));
                }
            });
            assertThat(service.http().get("/inventory/" + sku).status()).isEqualTo(200);
            var history = service.http().get("/inventory/BAD/history");
            assertThat(history.at("/items/0/summary").asString())
                    .as(history.text())
                    .isEqualTo(summary);
            assertThat(service.http().get("/inventory/BAD").problem()).isEqualTo("internal");
            assertThat(service.http()
                            .post("/inventory/BAD/receipts", "{\"quantity\":1}")
                            .problem())
                    .isEqualTo("internal");

            attacker.run(
                    "update ledger set event_type = 'StockItemRegistered', payload = ? where position = ?",
                    GOOD,
                    position);
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            inView(service, sku) == 1 && inView(service, "BAD") == 1 && settled(service) > position);
            assertThat(obstacle.event()).isEmpty();
            assertThat(service.http().get("/inventory/BAD").at("/onHand").asLong())
                    .isEqualTo(4);
        }
    }

    @Test
    void readers_stop_before_an_event_that_is_missing_after_a_restart_too() {
        try (var service = new Service(data)) {
            for (int i = 0; i < 4; i++) {
                service.stock(1);
            }
            await().until(() -> inView(service, "SKU-") == 4);
            var attacker = new Attacker(service.bean(DataSource.class));
            attacker.disarm();
            attacker.run("delete from ledger where position = 3");
        }
        try (var service = new Service(data)) {
            service.database().sql("delete from tokens").update();
            service.database().sql("update projections set position = 0").update();
            service.database().sql("delete from stock_item_view").update();
        }
        try (var service = new Service(data)) {
            var obstacle = service.bean(Obstacle.class);
            await().until(() -> obstacle.event().isPresent());
            assertThat(obstacle.event().orElseThrow())
                    .hasMessage("The event at position 3 cannot be read: it is missing.");
            await().untilAsserted(() -> assertThat(
                            service.bean(Projections.class).standings())
                    .allSatisfy(view -> {
                        assertThat(view.stopped()).contains("it is missing.");
                        assertThat(view.position()).isEqualTo(2);
                    }));
            assertThat(inView(service, "SKU-")).isEqualTo(2);
        }
    }

    /** How far the processor is. */
    private static long settled(Service service) {
        return lag(service, "settlement").standing().position();
    }

    private static Lag lag(Service service, String follower) {
        return service.bean(Lags.class).sample().followers().stream()
                .filter(lag -> lag.standing().name().equals(follower))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_another_service_writes_is_passed_over() {
        try (var service = new Service(data)) {
            service.order(service.stock(5), 1);
            service.customer();
        }
        var settings = new ArrayList<>(TestDatabase.of(data).settings());
        settings.addAll(List.of("--server.port=0", "--logging.level.root=warn"));
        var program = Service.start(new SpringApplication(InventoryApplication.class), settings);
        try {
            var http = new Http(program.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            assertThat(http.post("/inventory", "{\"sku\":\"LATE\"}").status()).isEqualTo(201);
            await().until(() ->
                    http.get("/inventory?skuPrefix=LATE").at("/items").size() == 1);
            assertThat(program.getBean(Obstacle.class).event()).isEmpty();
        } finally {
            Service.end(program);
        }
    }

    private static long inView(Service service, String sku) {
        return service.database()
                .sql("select count(*) from stock_item_view where sku like ?")
                .param(sku + "%")
                .query(Long.class)
                .single();
    }
}
