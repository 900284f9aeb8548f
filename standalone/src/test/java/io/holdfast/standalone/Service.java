package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.inventory.ReceiveStock;
import io.holdfast.inventory.StockItemId;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.TestDatabase;
import io.holdfast.ledger.TimeOrderedIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The program with its packaged configuration, on a free port and a database of its own. */
final class Service implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Http http;

    /** @param overrides configuration classes that go on top of the program's, and {@code --settings} */
    Service(Path data, Object... overrides) {
        var classes = new ArrayList<Class<?>>(List.of(StandaloneApplication.class));
        var settings = new ArrayList<>(TestDatabase.of(data).settings());
        settings.addAll(List.of("--server.port=0", "--logging.level.root=warn", "--spring.main.banner-mode=off"));
        for (var override : overrides) {
            if (override instanceof Class<?> type) {
                classes.add(type);
            } else {
                settings.add((String) override);
            }
        }
        var program = new SpringApplication(classes.toArray(Class<?>[]::new));
        context = start(program, settings);
        http = new Http(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    /** One at a time, as with ending: a JVM has one logging system, and Spring Boot sets it up and takes it down. */
    static synchronized ConfigurableApplicationContext start(SpringApplication program, List<String> settings) {
        return program.run(settings.toArray(String[]::new));
    }

    static synchronized void end(ConfigurableApplicationContext program) {
        program.close();
    }

    Http http() {
        return http;
    }

    Commands commands() {
        return context.getBean(Commands.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** One of several. */
    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** How many events the ledger has. */
    long events() {
        return count("select count(*) from ledger");
    }

    /** The types of a stream's events, in order. */
    List<String> events(String stream) {
        return database()
                .sql("select event_type from ledger where stream_id = ? order by stream_version")
                .param(stream)
                .query((row, index) -> row.getString(1))
                .list();
    }

    long count(String sql) {
        return database().sql(sql).query(Long.class).single();
    }

    JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    /** Registers a new item with so many units and answers its SKU. */
    String stock(long onHand) {
        var sku = "SKU-" + TimeOrderedIds.next();
        var answer = http.post("/inventory", "{\"sku\":\"%s\",\"onHand\":%d}".formatted(sku, onHand));
        assertThat(answer.status()).isEqualTo(201);
        return sku;
    }

    /** Receives single units of an item, so many times, faster than over HTTP. */
    void receive(String sku, int times) {
        var receipt = new ReceiveStock(new StockItemId(sku, StockItemId.MAIN), 1, "x".repeat(200));
        IntStream.range(0, times)
                .mapToObj(i -> commands().dispatch(receipt))
                .toList()
                .forEach(Commands::answer);
    }

    /** Places an order for so many units of one item and answers its id. */
    String order(String sku, long quantity) {
        var answer = http.post("/orders", orderFor(sku, quantity));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("/orderId").asString();
    }

    /** Registers somebody whom nobody knew and answers the customer's id. */
    String customer() {
        var name = "ann-" + TimeOrderedIds.next();
        var answer = http.post("/customers", customer(name + "@example.com", name));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("/customerId").asString();
    }

    static String customer(String email, String username) {
        return "{\"email\":\"%s\",\"username\":\"%s\"}".formatted(email, username);
    }

    static String orderFor(String customer, String sku, long quantity) {
        return "{\"customerId\":\"%s\",\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}"
                .formatted(customer, sku, quantity);
    }

    static String orderFor(String sku, long quantity) {
        return "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}".formatted(sku, quantity);
    }

    @Override
    public void close() {
        end(context);
    }
}
