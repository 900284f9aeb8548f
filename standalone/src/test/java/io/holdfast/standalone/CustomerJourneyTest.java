package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.holdfast.ledger.TimeOrderedIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What a shop does with customers, over HTTP. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated
class CustomerJourneyTest {

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    /** Whom nobody knew. */
    final String name = "Ann-" + TimeOrderedIds.next();

    final String email = name + "@Example.com";

    @BeforeAll
    static void start() {
        service = new Service(data);
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void registering_shows_the_customer_as_it_was_written() {
        var registered = http.post("/customers", Service.customer("  " + email + " ", " " + name));
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
        var id = registered.at("/customerId").asString();
        assertThat(id).startsWith("customer-");
        assertThat(registered.header("Location")).isEqualTo("/customers/" + id);
        assertThat(registered.header("ETag")).isEqualTo("\"0\"");
        assertThat(registered.at("/email").asString()).isEqualTo(email);
        assertThat(registered.at("/username").asString()).isEqualTo(name);
        var read = http.get("/customers/" + id);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(registered.json());
        assertThat(read.header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    void an_address_and_a_name_belong_to_one_customer() {
        assertThat(register(email, name).status()).isEqualTo(201);
        long before = service.events();
        taken(register(email.toUpperCase(Locale.ROOT), "another-" + name), "email");
        taken(register("another-" + email, name.toLowerCase(Locale.ROOT)), "username");
        var both = taken(register(" " + email, name), "email", "username");
        assertThat(both.at("/message").asString())
                .isEqualTo("Conflict: Email already registered. Username already taken.");
        assertThat(service.events()).isEqualTo(before);
    }

    private static Http.Answer taken(Http.Answer refused, String... fields) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("unique-violation");
        assertThat(refused.at("/retry").asString()).isEqualTo("NEVER");
        assertThat(refused.at("/field").asString()).isEqualTo(fields[0]);
        var named = new ArrayList<String>();
        refused.at("/fields").forEach(field -> named.add(field.asString()));
        assertThat(named).containsExactly(fields);
        return refused;
    }

    @Test
    void erasing_forgets_who_it_was_and_frees_address_and_name() {
        var id = register(email, name).at("/customerId").asString();
        var erased = http.send(http.request("/customers/" + id)
                .header("Holdfast-Actor", "data-protection")
                .DELETE());
        assertThat(erased.status()).isEqualTo(204);
        assertThat(erased.header("ETag")).isEqualTo("\"1\"");
        assertThat(service.count("select count(*) from customers where customer_id = '" + id + "'"))
                .isZero();
        for (var answer : List.of(http.get("/customers/" + id), http.delete("/customers/" + id))) {
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.problem()).isEqualTo("gone");
            assertThat(answer.at("/customerId").asString()).isEqualTo(id);
            assertThat(answer.at("/by").asString()).isEqualTo("data-protection");
            assertThat(answer.at("/since").asString()).isNotEmpty();
        }
        assertThat(register(email, name).status()).as("free again").isEqualTo(201);
    }

    @Test
    void open_orders_keep_their_customer_from_being_erased_and_say_what_clears_them() {
        var customer = service.customer();
        var sku = service.stock(10);
        var orders = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            var placed = http.post("/orders", Service.orderFor(customer, sku, 2));
            assertThat(placed.status()).as(placed.text()).isEqualTo(201);
            orders.add(placed.at("/orderId").asString());
        }
        http.post("/orders/" + orders.get(0) + "/shipments", Service.orderFor(sku, 1));
        long before = service.events();
        var refused = http.delete("/customers/" + customer);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("illegal-transition");
        assertThat(refused.at("/retry").asString()).isEqualTo("AFTER_CHANGE");
        assertThat(refused.at("/blockerCount").asInt()).isEqualTo(3);
        var blocking = new ArrayList<String>();
        refused.at("/blockers").forEach(blocker -> {
            assertThat(blocker.at("/kind").asString()).isEqualTo("order");
            assertThat(http.get(blocker.at("/href").asString()).status()).isEqualTo(200);
            blocking.add(blocker.at("/id").asString());
        });
        assertThat(blocking).isEqualTo(orders);
        assertThat(service.events()).isEqualTo(before);

        var ship = refused.at("/blockers/0/clearedBy/0").asString();
        var cancel = refused.at("/blockers/1/clearedBy/1").asString();
        assertThat(http.post(ship.replace("POST ", ""), null).status()).isEqualTo(201);
        assertThat(http.post(cancel.replace("POST ", ""), null).status()).isEqualTo(200);
        assertThat(http.delete("/customers/" + customer).at("/blockerCount").asInt())
                .isEqualTo(1);
        http.post("/orders/" + orders.get(2) + "/cancellation", null);
        assertThat(http.delete("/customers/" + customer).status()).isEqualTo(204);
        assertThat(http.get("/orders/" + orders.get(0)).at("/customerId").asString())
                .as("the order stays")
                .isEqualTo(customer);
    }

    @Test
    void who_is_unknown_or_erased_cannot_order_and_nothing_is_asked_for() {
        var sku = service.stock(10);
        var erased = service.customer();
        http.delete("/customers/" + erased);
        long before = service.events();
        for (var nobody : List.of("customer-none", erased)) {
            var refused = http.post("/orders", Service.orderFor(nobody, sku, 1));
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.problem()).isEqualTo("not-found");
            assertThat(refused.at("/id").asString()).isEqualTo(nobody);
        }
        assertThat(service.events()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"GET", "DELETE"})
    void an_unknown_customer_is_not_found(String method) {
        var request = http.request("/customers/customer-none");
        var answer = http.send(method.equals("GET") ? request.GET() : request.DELETE());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/id").asString()).isEqualTo("customer-none");
    }

    @Test
    void no_log_line_and_no_column_of_the_ledger_says_who_somebody_is() {
        var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.setLevel(Level.DEBUG); // below it Spring shows the parameters of statements
        log.addAppender(lines);
        try {
            var id = register(email, name).at("/customerId").asString();
            register(email, name);
            register("not an address " + email, name);
            http.get("/customers/" + id);
            http.delete("/customers/" + id);
            log.setLevel(Level.INFO); // below it Spring shows paths
            http.get("/customers/" + email);
            http.get("/customers/" + name + "/" + email);
        } finally {
            log.detachAppender(lines);
            log.setLevel(Level.WARN);
        }
        assertThat(lines.list).hasSizeGreaterThan(100);
        assertThat(lines.list)
                .filteredOn(line -> !line.getLoggerName().startsWith("org.apache")) // bytes on the wire
                .extracting(CustomerJourneyTest::text)
                .noneMatch(line -> line.contains(name) || line.contains(email));
        assertThat(service.count("select count(*) from ledger where lower(payload || metadata || stream_id"
                        + " || coalesce(operation_id, '')) like '%" + name.toLowerCase(Locale.ROOT) + "%'"))
                .isZero();
    }

    private static String text(ILoggingEvent line) {
        var thrown = line.getThrowableProxy();
        return line.getFormattedMessage() + (thrown == null ? "" : thrown.getMessage());
    }

    private static Http.Answer register(String email, String username) {
        return http.post("/customers", Service.customer(email, username));
    }
}
