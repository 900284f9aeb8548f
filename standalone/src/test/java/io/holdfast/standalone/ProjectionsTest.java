package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.ledger.Standing;
import io.holdfast.ledger.projection.Projections;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views stop at what they cannot read, say so, and go on when it can be read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProjectionsTest {

    @TempDir
    Path data;

    private Service service;
    private String sku;

    @BeforeEach
    void start() {
        service = new Service(data);
        sku = service.stock(10);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void an_event_of_an_unknown_type_stops_the_views_before_it_until_it_is_known() {
        var order = service.order(sku, 2);
        long position = service.count("select position from ledger where event_type = 'OrderPlaced'");
        awaitListed(order);
        tamper("update ledger set event_type = 'OrderPainted' where event_type = 'OrderPlaced'");
        fillAgain();

        await().untilAsserted(() -> assertThat(standing("order-view"))
                .isEqualTo(new Standing(
                        "order-view", position - 1, "Event %d: its type is unknown.".formatted(position))));
        var next = service.order(sku, 1);
        assertThat(service.http().get("/orders").at("/items").size())
                .as("nothing is skipped")
                .isZero();

        tamper("update ledger set event_type = 'OrderPlaced' where event_type = 'OrderPainted'");
        awaitListed(order);
        awaitListed(next);
        assertThat(standing("order-view").stopped()).isNull();
    }

    @Test
    void an_event_that_cannot_be_read_stops_the_view_that_looks_at_it_and_no_other() {
        service.order(sku, 2);
        long position = service.count("select position from ledger where event_type = 'OrderPlaced'");
        long head = service.count("select max(position) from ledger");
        await().untilAsserted(() -> assertThat(service.bean(Projections.class).standings())
                .allSatisfy(view -> assertThat(view.position()).isEqualTo(head)));
        tamper("update ledger set payload = '{\"orderId\":' where event_type = 'OrderPlaced'");
        fillAgain();

        await().untilAsserted(() -> assertThat(standing("order-view").stopped())
                .startsWith("Event %d: it cannot be read".formatted(position)));
        assertThat(standing("order-view").position()).isEqualTo(position - 1);
        await().untilAsserted(() -> {
            assertThat(standing("stock-item-view").stopped()).isNull();
            assertThat(standing("stock-item-view").position()).isEqualTo(head);
        });
    }

    /** As a program that starts on emptied tables. */
    private void fillAgain() {
        for (var table : List.of("order_view", "order_line_view", "stock_item_view", "holds", "living_lines")) {
            service.database().sql("delete from " + table).update();
        }
        service.database().sql("update projections set position = 0").update();
        service.close();
        service = new Service(data);
    }

    private void tamper(String sql) {
        Tampering.of(service).with(sql);
    }

    private Standing standing(String view) {
        return service.bean(Projections.class).standings().stream()
                .filter(standing -> standing.name().equals(view))
                .findFirst()
                .orElseThrow();
    }

    private void awaitListed(String order) {
        await().untilAsserted(
                        () -> assertThat(service.http().get("/orders").text()).contains(order));
    }
}
