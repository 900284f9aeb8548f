package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.ledger.projection.Projections;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RestartTest {

    @Test
    void a_restart_keeps_everything(@TempDir Path data) {
        String sku;
        String open;
        String shipped;
        List<Http.Answer> before;
        try (var service = new Service(data)) {
            sku = service.stock(10);
            open = service.order(sku, 2);
            shipped = service.order(sku, 3);
            service.http().post("/orders/" + shipped + "/shipments", null);
            await().untilAsserted(() -> assertThat(service.http()
                            .get("/orders?status=SHIPPED")
                            .at("/items")
                            .size())
                    .isEqualTo(1));
            before = reads(service, sku, open, shipped);
        }
        try (var service = new Service(data)) {
            var after = reads(service, sku, open, shipped);
            for (int i = 0; i < before.size(); i++) {
                assertThat(after.get(i).text()).isEqualTo(before.get(i).text());
                assertThat(after.get(i).header("ETag")).isEqualTo(before.get(i).header("ETag"));
            }
            assertThat(service.http()
                            .post("/orders/" + open + "/shipments", null)
                            .status())
                    .isEqualTo(201);
            assertThat(service.http().get("/inventory/" + sku).at("/onHand").asLong())
                    .isEqualTo(5);
        }
    }

    private static List<Http.Answer> reads(Service service, String sku, String open, String shipped) {
        var http = service.http();
        return List.of(
                http.get("/inventory/" + sku),
                http.get("/orders/" + open),
                http.get("/orders/" + shipped),
                http.get("/inventory"),
                http.get("/orders"));
    }

    @ParameterizedTest
    @CsvSource({
        "stock-item-view, 'stock_item_view'",
        "order-view, 'order_view, order_line_view'",
        "holds, 'holds, living_lines'"
    })
    void a_projection_that_is_emptied_is_filled_again_the_same(String view, String names, @TempDir Path data) {
        var tables = List.of(names.split(", "));
        List<Set<?>> before;
        try (var service = new Service(data)) {
            var sku = service.stock(20);
            service.order(sku, 1);
            var partly = service.order(sku, 3);
            service.http().post("/orders/" + partly + "/shipments", Service.orderFor(sku, 1));
            var cancelled = service.order(sku, 2);
            service.http().post("/orders/" + cancelled + "/cancellation", null);
            var deleted = service.stock(1);
            service.http().delete("/inventory/" + deleted);
            awaitCaughtUp(service);
            before = rows(service, tables);
            assertThat(before).noneMatch(Set::isEmpty);
            tables.forEach(
                    table -> service.database().sql("delete from " + table).update());
            service.database()
                    .sql("update projections set position = 0 where name = ?")
                    .param(view)
                    .update();
        }
        try (var service = new Service(data)) {
            awaitCaughtUp(service);
            assertThat(rows(service, tables)).isEqualTo(before);
        }
    }

    private static List<Set<?>> rows(Service service, List<String> tables) {
        return tables.stream()
                .<Set<?>>map(table -> Set.copyOf(
                        service.database().sql("select * from " + table).query().listOfRows()))
                .toList();
    }

    /** Waits until every view has every event, and every promise was settled. */
    private static void awaitCaughtUp(Service service) {
        await().untilAsserted(() -> {
            var last = service.count("select max(position) from ledger");
            assertThat(service.bean(Configuration.class)
                            .eventProcessingConfiguration()
                            .eventProcessors()
                            .values())
                    .allSatisfy(processor -> assertThat(((StreamingEventProcessor) processor)
                                    .processingStatus()
                                    .values())
                            .isNotEmpty()
                            .allSatisfy(segment -> assertThat(
                                            segment.getCurrentPosition().orElse(-1))
                                    .isEqualTo(last)));
            assertThat(service.bean(Projections.class).standings())
                    .hasSize(3)
                    .allSatisfy(view -> assertThat(view.position()).isEqualTo(last));
        });
    }
}
