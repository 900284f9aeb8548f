package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.holdfast.client.Blocker;
import io.holdfast.client.Customers;
import io.holdfast.client.Deletion;
import io.holdfast.client.DryRun;
import io.holdfast.client.Holdfast;
import io.holdfast.client.Inventory;
import io.holdfast.client.Item;
import io.holdfast.client.ItemQuantity;
import io.holdfast.client.NewOrder;
import io.holdfast.client.Order;
import io.holdfast.client.OrderFilter;
import io.holdfast.client.Orders;
import io.holdfast.client.Page;
import io.holdfast.client.Problem;
import io.holdfast.client.Read;
import io.holdfast.client.Result;
import io.holdfast.client.Result.Done;
import io.holdfast.client.Result.GaveUp;
import io.holdfast.client.Result.Refused;
import io.holdfast.client.Retry;
import io.holdfast.client.StockItem;
import io.holdfast.client.StockItemFilter;
import io.holdfast.client.WhenReserved;
import io.holdfast.ledger.TimeOrderedIds;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client against the service: every call, and what its refusals say. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClientTest {

    @TempDir
    static Path data;

    static Service service;
    static Holdfast holdfast;

    @BeforeAll
    static void start() {
        service = new Service(data, "--holdfast.orders.reconcile-after=1h");
        holdfast = Holdfast.at(address(service.http().port())).as("shop");
    }

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Item stock(long onHand) {
        return Item.of(service.stock(onHand));
    }

    private static Order order(Item item, long quantity) {
        return holdfast.send(Orders.place(NewOrder.of(item, quantity))).orThrow();
    }

    private static StockItem read(Item item) {
        return holdfast.send(Inventory.get(item)).orThrow();
    }

    private static Problem refusal(Result<?> result) {
        return assertInstanceOf(Refused.class, result).problem();
    }

    /** The README has the lines between the marks. */
    @Test
    void the_lines_of_the_README_do_what_it_says() {
        var told = new ArrayList<String>();
        var tea = stock(2);
        order(tea, 1);
        readme(address(service.http().port()), tea, told);
        order(tea, 1);
        readme(address(service.http().port()), tea, told);
        assertThat(told).hasSize(3);
        assertThat(told.getFirst()).startsWith("order-");
        assertThat(told.subList(1, 3))
                .containsExactly("insufficient-stock", "[POST /inventory/" + tea.sku() + "/receipts]");
        assertThat(read(tea).onHand()).isEqualTo(4);
    }

    private static void readme(URI address, Item item, List<String> told) {
        // README: begin
        var holdfast = Holdfast.at(address).as("shop");
        switch (holdfast.send(Orders.place(NewOrder.of(item, 1)))) {
            case Done<Order> done -> told.add(done.value().orderId());
            case Refused<Order> no ->
                told.addAll(List.of(no.problem().slug(), "" + no.problem().remedies()));
            case GaveUp<Order> gaveUp -> throw new IllegalStateException("Again later: " + gaveUp.last());
        }
        holdfast.change(Inventory.get(item), now -> Inventory.count(item, now.onHand() + 1, "found one"));
        // README: end
    }

    @Test
    void a_stock_item_is_registered_filled_corrected_and_deleted() {
        var item = new Item("NEW-" + TimeOrderedIds.next(), "far");
        var registered = assertInstanceOf(Done.class, holdfast.send(Inventory.register(item, "Tea", 10)));
        assertThat(registered.version()).hasValue(0);
        assertThat(registered.replayed()).isFalse();
        assertThat(holdfast.send(Inventory.receive(item, 5, "PO-77")).orThrow().onHand())
                .isEqualTo(15);
        assertThat(holdfast.send(Inventory.adjust(item, -2, "damaged"))
                        .orThrow()
                        .onHand())
                .isEqualTo(13);
        assertThat(holdfast.send(Inventory.count(item, 17, "count")).orThrow().onHand())
                .isEqualTo(17);
        assertThat(read(item))
                .isEqualTo(new StockItem(
                        item.sku(), "far", "Tea", StockItem.Status.ACTIVE, 17, 0, 0, 17, 3, List.of(), List.of()));
        assertThat(holdfast.send(Inventory.delete(item, WhenReserved.REFUSE)).orThrow())
                .isEqualTo(new Deletion.Gone());
        assertThat(refusal(holdfast.send(Inventory.get(item))).slug()).isEqualTo("gone");
        assertThat(service.count(
                        "select count(*) from ledger where stream_id = 'stock-%s@far' and metadata like '%%\"shop\"%%'"
                                .formatted(item.sku())))
                .as("events by this actor")
                .isEqualTo(5);
    }

    @Test
    void an_item_that_is_recalled_waits_and_can_be_kept() {
        var item = stock(10);
        order(item, 2);
        var waiting = assertInstanceOf(
                Deletion.Waiting.class,
                holdfast.send(Inventory.delete(item, WhenReserved.RECALL)).orThrow());
        assertThat(waiting.item().status()).isEqualTo(StockItem.Status.DELETING);
        assertThat(holdfast.send(Inventory.cancelDeletion(item)).orThrow().status())
                .isEqualTo(StockItem.Status.ACTIVE);
    }

    @Test
    void an_order_is_placed_changed_shipped_and_cancelled() {
        var tea = stock(10);
        var cup = stock(10);
        var placed = holdfast.send(Orders.place(
                        NewOrder.of(tea, 2).and(cup, 1, new BigDecimal("4.50")).currency("EUR")))
                .orThrow();
        var id = placed.orderId();
        assertThat(placed.status()).isEqualTo(Order.Status.OPEN);
        assertThat(holdfast.send(Orders.changeLine(id, tea, 3, new BigDecimal("1.00")))
                        .orThrow()
                        .total())
                .isEqualByComparingTo("7.50");
        assertThat(holdfast.send(Orders.removeLine(id, cup)).orThrow().lines())
                .containsExactly(new Order.Line(tea.sku(), "main", 3, 0, new BigDecimal("1.00")));
        var shipment =
                holdfast.send(Orders.ship(id, List.of(ItemQuantity.of(tea, 1)))).orThrow();
        assertThat(shipment.orderStatus()).isEqualTo(Order.Status.OPEN);
        assertThat(shipment.lines()).containsExactly(ItemQuantity.of(tea, 1));
        assertThat(holdfast.send(Orders.cancel(id, "late")).orThrow().reason()).isEqualTo("late");
        var read = holdfast.send(Orders.get(id)).orThrow();
        assertThat(read.status()).isEqualTo(Order.Status.CANCELLED);
        assertThat(read.shipments())
                .containsExactly(
                        new Order.RecordedShipment(shipment.shipmentId(), shipment.recordedAt(), shipment.lines()));
        assertThat(holdfast.send(Orders.ship(order(tea, 2).orderId())).orThrow().orderStatus())
                .isEqualTo(Order.Status.SHIPPED);
    }

    @Test
    void a_customer_is_registered_read_and_erased() {
        var name = "ann-" + TimeOrderedIds.next();
        var customer =
                holdfast.send(Customers.register(name + "@example.com", name)).orThrow();
        assertThat(holdfast.send(Customers.get(customer.customerId())).orThrow())
                .isEqualTo(customer);
        var taken = refusal(holdfast.send(Customers.register(name + "@EXAMPLE.com", name)));
        assertThat(taken.slug()).isEqualTo("unique-violation");
        assertThat(taken.retry()).isEqualTo(Retry.NEVER);
        var order = holdfast.send(Orders.place(NewOrder.of(stock(1), 1).customer(customer.customerId())))
                .orThrow();
        await().untilAsserted(() -> assertThat(refusal(holdfast.send(Customers.erase(customer.customerId())))
                        .blockers())
                .extracting(Blocker::id)
                .containsExactly(order.orderId()));
        holdfast.send(Orders.cancel(order.orderId(), null)).orThrow();
        await().untilAsserted(() -> assertThat(
                        holdfast.send(Customers.erase(customer.customerId())).orThrow())
                .isEqualTo(new Customers.Erased(customer.customerId())));
    }

    @Test
    void a_refusal_names_everybody_who_stands_in_the_way_and_what_would_clear_it() {
        var item = stock(10);
        var orders =
                IntStream.range(0, 3).mapToObj(i -> order(item, 2).orderId()).toList();
        var problem = refusal(holdfast.send(Inventory.delete(item, WhenReserved.REFUSE)));
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.slug()).isEqualTo("stock-held");
        assertThat(problem.retry()).isEqualTo(Retry.AFTER_CHANGE);
        assertThat(problem.facts()).containsEntry("held", 6);
        assertThat(problem.blockers())
                .containsExactlyInAnyOrderElementsOf(orders.stream()
                        .map(id -> new Blocker(
                                "order",
                                id,
                                "/orders/" + id,
                                2L,
                                List.of("POST /orders/" + id + "/shipments", "POST /orders/" + id + "/cancellation")))
                        .toList());
        assertThat(problem.remedies()).hasSize(6);
    }

    @Test
    void a_refusal_of_several_lines_has_each_of_them() {
        var tea = stock(1);
        var cup = stock(2);
        var problem = refusal(holdfast.send(Orders.place(NewOrder.of(tea, 5).and(cup, 5))));
        assertThat(problem.slug()).isEqualTo("lines-refused");
        assertThat(problem.refusals())
                .extracting(refusal -> refusal.slug() + " " + refusal.facts().get("available"))
                .containsExactly("insufficient-stock 1", "insufficient-stock 2");
        assertThat(problem.remedies())
                .containsExactly(
                        "POST /inventory/%s/receipts".formatted(tea.sku()),
                        "POST /inventory/%s/receipts".formatted(cup.sku()));
    }

    @Test
    void a_write_for_a_version_that_is_over_is_told_what_it_missed() {
        var item = stock(10);
        holdfast.send(Inventory.receive(item, 5, null)).orThrow();
        var problem = refusal(holdfast.send(Inventory.receive(item, 5, null).ifVersion(0)));
        assertThat(problem.status()).isEqualTo(412);
        assertThat(problem.retry()).isEqualTo(Retry.AFTER_READ);
        assertThat(problem.missedEvents()).singleElement().satisfies(missed -> {
            assertThat(missed.version()).isEqualTo(1);
            assertThat(missed.type()).isEqualTo("StockReceived");
            assertThat(missed.by()).isEqualTo("shop");
        });
    }

    @Test
    void what_is_wrong_with_a_request_is_named_place_by_place() {
        var problem = refusal(holdfast.send(Inventory.receive(Item.of("no such/sku"), 0, null)));
        assertThat(problem.status()).isIn(400, 404);
        var quantity = refusal(holdfast.send(Inventory.receive(stock(1), 0, null)));
        assertThat(quantity.slug()).isEqualTo("invalid-request");
        assertThat(quantity.errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/quantity"));
    }

    @Test
    void the_same_write_sent_again_is_done_once_and_answered_as_before() {
        var item = stock(10);
        var receipt = Inventory.receive(item, 5, null).key(UUID.randomUUID());
        var first = assertInstanceOf(Done.class, holdfast.send(receipt));
        var again = assertInstanceOf(Done.class, holdfast.send(receipt));
        assertThat(again).isEqualTo(new Done<>(first.value(), first.version(), true));
        assertThat(read(item).onHand()).isEqualTo(15);
    }

    @Test
    void a_dry_run_tells_what_would_happen_or_who_is_in_the_way() {
        var item = stock(10);
        var deletion = Inventory.delete(item, WhenReserved.REFUSE);
        assertThat(holdfast.dryRun(deletion).orThrow().events())
                .extracting(DryRun.Event::type)
                .containsExactly("StockItemDeleted");
        var order = order(item, 1);
        assertThat(refusal(holdfast.dryRun(deletion)).blockers())
                .extracting(Blocker::id)
                .containsExactly(order.orderId());
        assertThat(holdfast.dryRun(Orders.place(NewOrder.of(item, 1))).orThrow().events())
                .extracting(DryRun.Event::type)
                .containsExactly("StockReserved", "OrderPlaced");
        assertThat(read(item).reserved()).isEqualTo(1);
    }

    @Test
    void lists_are_followed_through_all_their_pages() {
        var prefix = "PAGE-" + TimeOrderedIds.next().toString().substring(20);
        IntStream.range(0, 7)
                .forEach(i -> holdfast.send(Inventory.register(Item.of(prefix + i), null, 5))
                        .orThrow());
        var items = Inventory.list(StockItemFilter.ALL.skuPrefix(prefix), 2);
        IntStream.range(0, 5).forEach(i -> order(Item.of(prefix + "0"), 1));
        await().untilAsserted(() -> assertThat(all(items)).hasSize(7));
        assertThat(all(items)).isSortedAccordingTo((a, b) -> a.sku().compareTo(b.sku()));
        await().untilAsserted(() -> assertThat(all(Orders.list(OrderFilter.ALL.sku(prefix + "0"), 2)))
                .hasSize(5));
    }

    private static <T> List<T> all(Read<Page<T>> list) {
        var all = new ArrayList<T>();
        assertThat(holdfast.each(list, all::add).orThrow()).isEqualTo(all.size());
        return all;
    }
}
