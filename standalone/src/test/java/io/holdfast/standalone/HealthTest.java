package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.inventory.DispatchStock;
import io.holdfast.order.view.Holds;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever runs it is told what is not well, where and how much. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HealthTest {

    static final String HEALTH = "/actuator/health";
    /** Axon waits up to a minute until it tries again what has failed often. */
    static final Duration PATIENCE = Duration.ofSeconds(100);

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    @BeforeAll
    static void start() {
        service = new Service(
                data, Strike.class, "--holdfast.health.behind=2s", "--holdfast.orders.unexplained-after=2s");
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Inventory does not let anything leave while it is on. */
    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Strike {

        static volatile boolean on;

        @Bean
        InitializingBean strike(Configuration axon) {
            return () -> axon.commandBus().registerDispatchInterceptor(commands -> (index, command) -> {
                if (on && command.getPayloadType().equals(DispatchStock.class)) {
                    throw new UnsupportedOperationException("secret");
                }
                return command;
            });
        }
    }

    record Health(int status, JsonNode json, String text) {}

    @Test
    void all_is_well_when_everybody_has_caught_up() {
        service.order(service.stock(1), 1);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var health = health();
            assertThat(health.status()).as(health.text()).isEqualTo(200);
            long head = service.count("select max(position) from ledger");
            assertThat(health.json().at("/components/followers/details/head").asLong())
                    .isEqualTo(head);
            var settlement = follower(health, "settlement");
            assertThat(settlement.at("/position").asLong()).isEqualTo(head);
            assertThat(settlement.at("/behindEvents").asLong(-1)).isZero();
            assertThat(settlement.at("/behindSeconds").asLong(-1)).isZero();
            assertThat(health.json().at("/components/holds/details/unexplained").asLong(-1))
                    .isZero();
            assertThat(gauge("holdfast.ledger.head")).isEqualTo((double) head);
            assertThat(gauge("holdfast.follower.behind.events", "settlement")).isZero();
            assertThat(gauge("holdfast.holds.unexplained")).isZero();
        });
    }

    @Test
    void a_settlement_that_hangs_is_named_with_where_and_for_how_long_and_why() {
        var sku = service.stock(3);
        var order = service.order(sku, 2);
        Strike.on = true;
        try {
            assertThat(http.post("/orders/" + order + "/shipments", null).status())
                    .isEqualTo(201);
            long recorded =
                    service.count("select position from ledger where event_type = 'ShipmentRecorded' and stream_id = '"
                            + order + "'");
            service.stock(1);
            await().atMost(PATIENCE).untilAsserted(() -> {
                var health = health();
                assertThat(health.status()).as(health.text()).isEqualTo(503);
                assertThat(health.json().at("/components/followers/status").asString())
                        .isEqualTo("DOWN");
                var settlement = follower(health, "settlement");
                assertThat(settlement.at("/position").asLong()).isLessThan(recorded);
                assertThat(settlement.at("/behindEvents").asLong()).isGreaterThanOrEqualTo(2);
                assertThat(settlement.at("/behindSeconds").asLong()).isGreaterThanOrEqualTo(2);
                assertThat(settlement.at("/stopped").asString())
                        .isEqualTo("At position %d: UnsupportedOperationException.".formatted(recorded));
                assertThat(health.text()).doesNotContain("secret");
                assertThat(gauge("holdfast.follower.stopped", "settlement")).isEqualTo(1);
                assertThat(gauge("holdfast.follower.behind.seconds", "settlement"))
                        .isGreaterThan(2);
            });
            assertThat(health("/readiness").status())
                    .as("it can still do its work")
                    .isEqualTo(200);
        } finally {
            Strike.on = false;
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(health().status()).isEqualTo(200);
            assertThat(follower(health(), "settlement").has("stopped")).isFalse();
        });
    }

    /** The item is not there either, so that the reconciler cannot give it back. */
    @Test
    void what_is_kept_for_an_order_that_never_was_is_named() {
        service.database()
                .sql("insert into holds (sku, location, order_id, shipment_id, quantity, explained, since)"
                        + " values ('GHOST', 'main', 'order-ghost', '', 7, false, current_timestamp)")
                .update();
        try {
            await().atMost(PATIENCE).untilAsserted(() -> {
                var health = health();
                assertThat(health.status()).as(health.text()).isEqualTo(503);
                var holds = health.json().at("/components/holds");
                assertThat(holds.at("/status").asString()).isEqualTo("DOWN");
                assertThat(holds.at("/details/unexplained").asLong()).isEqualTo(1);
                assertThat(holds.at("/details/findings/0").asString())
                        .isEqualTo("7 of GHOST at main are reserved for order-ghost, which does not want them.");
                assertThat(gauge("holdfast.holds.unexplained")).isEqualTo(1);
            });
        } finally {
            service.database().sql("delete from holds where sku = 'GHOST'").update();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health().status()).isEqualTo(200));
    }

    @Test
    void nothing_is_kept_for_nobody_while_what_may_explain_it_was_not_looked_at() {
        service.order(service.stock(1), 1);
        var holds = new Holds(service.database());
        service.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            service.database()
                    .sql("insert into holds (sku, location, order_id, shipment_id, quantity, explained, since)"
                            + " values ('OLD', 'main', 'order-old', '', 7, false, timestamp '2020-01-01 00:00:00')")
                    .update();
            service.database()
                    .sql("update projections set position = 0 where name = 'holds'")
                    .update();
            assertThat(holds.unexplained(Instant.now(), 10)).isEmpty();
            service.database()
                    .sql("update projections set position = (select max(position) from ledger) where name = 'holds'")
                    .update();
            assertThat(holds.unexplained(Instant.now(), 10))
                    .extracting(hold -> hold.item().sku())
                    .contains("OLD");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%2F",
                "/nothing",
                "/followers/more",
                "/a/b/c",
                "/..;/env",
                "/liveness/a/b",
                "/holds/%2F",
                "/%00",
                "/..%2F..",
                "/..%2f..",
                "/%25",
                "?colour=red"
            })
    void hostile_paths_are_no_accident_of_the_service(String path) {
        assertThat(health(path).status()).isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/metrics/%2F",
                "/actuator/metrics/nothing",
                "/actuator/metrics/jvm.info?tag=x",
                "/actuator/env"
            })
    void what_is_no_metric_is_not_found_or_refused(String path) {
        assertThat(get(path).status()).isBetween(400, 499);
    }

    @Test
    void metrics_can_be_read_over_http() {
        var answer = get("/actuator/metrics/holdfast.follower.behind.events?tag=follower:settlement");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/measurements/0/value").isNumber()).isTrue();
    }

    private static double gauge(String name) {
        return service.bean(MeterRegistry.class).get(name).gauge().value();
    }

    private static double gauge(String name, String follower) {
        return service.bean(MeterRegistry.class)
                .get(name)
                .tag("follower", follower)
                .gauge()
                .value();
    }

    private static JsonNode follower(Health health, String name) {
        return health.json().at("/components/followers/details/" + name);
    }

    private static Health health() {
        return health("");
    }

    private static Health health(String below) {
        return get(HEALTH + below);
    }

    /** A health that is not good is an answer, and not a problem. */
    private static Health get(String path) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(http.request(path).build(), BodyHandlers.ofString());
            var isJson = answer.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Health(
                    answer.statusCode(), JsonMapper.shared().readTree(isJson ? answer.body() : "{}"), answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
