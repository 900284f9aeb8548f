package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every event knows who asked for it, in which request, and what brought it about. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MetadataTest {

    @Test
    void an_event_keeps_its_caller_its_request_and_its_cause(@TempDir Path data) {
        try (var service = new Service(data)) {
            var sku = service.stock(10);
            var placed = service.http()
                    .send(service.http()
                            .request("/orders")
                            .header("Content-Type", "application/json")
                            .header("Holdfast-Actor", "ann")
                            .POST(BodyPublishers.ofString(Service.orderFor(sku, 2))));
            var order = placed.at("/orderId").asString();
            var request = placed.header("Correlation-Id");
            for (var metadata : List.of(metadata(service, order, 0), metadata(service, "stock-" + sku + "@main", 1))) {
                assertThat(metadata.at("/actor").asString()).isEqualTo("ann");
                assertThat(metadata.at("/correlation").asString()).isEqualTo(request);
                assertThat(metadata.at("/causation").asString()).hasSize(36);
            }

            var nobody = service.http().post("/orders/" + order + "/cancellation", null);
            assertThat(nobody.status()).isEqualTo(200);
            assertThat(metadata(service, order, 1).at("/actor").asString()).isEqualTo("anonymous");
        }
    }

    @Test
    void what_is_settled_later_belongs_to_the_request_that_recorded_it(@TempDir Path data) {
        try (var service = new Service(data)) {
            var sku = service.stock(10);
            var order = service.order(sku, 2);
            service.http()
                    .send(service.http()
                            .request("/orders/" + order + "/shipments")
                            .header("Holdfast-Actor", "bob")
                            .POST(BodyPublishers.noBody()));
            var stock = "stock-" + sku + "@main";
            assertThat(service.events(stock)).endsWith("StockDispatched");
            assertThat(metadata(service, stock, 3).at("/actor").asString()).isEqualTo("bob");
        }
    }

    private static JsonNode metadata(Service service, String stream, long version) {
        return JsonMapper.shared()
                .readTree(service.database()
                        .sql("select metadata from ledger where stream_id = ? and stream_version = ?")
                        .params(stream, version)
                        .query((row, index) -> row.getString(1))
                        .single());
    }
}
