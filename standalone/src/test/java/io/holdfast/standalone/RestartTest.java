package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
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
        "stock-item-view, select * from stock_item_view order by sku",
        "order-view, select * from order_view order by order_id",
        "order-view, 'select * from order_line_view order by order_id, line'",
        "holds, 'select * from holds order by sku, order_id, shipment_id'",
        "holds, 'select * from living_lines order by order_id, sku, location'"
    })
    void a_projection_that_is_built_again_from_the_ledger_is_the_same(
            String processor, String rows, @TempDir Path data) {
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
            var before = service.database().sql(rows).query().listOfRows();
            assertThat(before).isNotEmpty();

            replay(service, processor);
            awaitCaughtUp(service);
            assertThat(service.database().sql(rows).query().listOfRows()).isEqualTo(before);
        }
    }

    private static void replay(Service service, String name) {
        var processor = service.bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(name, StreamingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        processor.start();
    }

    /** Waits until every processor has handled the last event. */
    private static void awaitCaughtUp(Service service) {
        var last = service.count("select max(position) from ledger");
        var processors = service.bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessors()
                .values();
        await().untilAsserted(() -> assertThat(processors)
                .allSatisfy(processor -> assertThat(((StreamingEventProcessor) processor)
                                .processingStatus()
                                .values())
                        .isNotEmpty()
                        .allSatisfy(segment -> assertThat(
                                        segment.getCurrentPosition().orElse(-1))
                                .isEqualTo(last))));
    }
}
