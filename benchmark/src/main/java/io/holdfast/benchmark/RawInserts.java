package io.holdfast.benchmark;

import io.holdfast.benchmark.Load.Kind;
import io.holdfast.ledger.TimeOrderedIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.HdrHistogram.Histogram;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** The ceiling: the rows of one-line orders, put into the ledger's own table by nothing but JDBC, on one connection. */
final class RawInserts {

    private static final String INSERT = """
            insert into ledger (position, stream_id, stream_version, stream_type, event_id, event_type, revision,
                recorded_at, payload, metadata, operation_id, hash)
            values (?, ?, ?, ?, ?, ?, null, ?, ?, ?, null, ?)
            """;

    private static final String HASH_START = "0".repeat(48);
    private static final int SKUS = 1_000;
    private static final int PRECISION_DIGITS = 3;

    private final TargetDatabase database;
    private final Connection connection;
    private long position;
    private String order = "";

    /** Creates the ledger's table in an empty database. */
    RawInserts(TargetDatabase database, Connection connection) throws SQLException {
        this.database = database;
        this.connection = connection;
        ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/migration/V101__ledger.sql"));
        connection.setAutoCommit(false);
    }

    /** Inserts batches, each durable before the next one begins. */
    Measurement run(int batch, Plan plan) throws SQLException {
        var latencies = new Histogram(PRECISION_DIGITS);
        long from = System.nanoTime() + plan.settle().toNanos();
        long until = from + plan.measured().toNanos();
        try (var insert = connection.prepareStatement(INSERT)) {
            for (long start = System.nanoTime(); start < until; start = System.nanoTime()) {
                for (int row = 0; row < batch; row++) {
                    add(insert);
                }
                insert.executeBatch();
                connection.commit();
                database.sync(connection);
                if (start >= from) {
                    latencies.recordValue(System.nanoTime() - start);
                }
            }
        }
        double rows = latencies.getTotalCount() * batch * 1e9 / (until - from);
        return new Measurement(Contender.RAW, new Load(Kind.BATCHES, batch), rows, Measurement.Latency.of(latencies));
    }

    /** By turns the two rows of an order, as long as the service writes them. */
    private void add(PreparedStatement insert) throws SQLException {
        long pair = position / 2;
        boolean reserve = position % 2 == 0;
        var sku = "SKU-" + (1_000 + pair % SKUS);
        if (reserve) {
            order = "order-" + TimeOrderedIds.next();
        }
        insert.setLong(1, ++position);
        insert.setString(2, reserve ? "stock-" + sku + "@main" : order);
        insert.setLong(3, reserve ? pair / SKUS : 0);
        insert.setString(4, reserve ? "StockItem" : "Order");
        insert.setString(5, TimeOrderedIds.next().toString());
        insert.setString(6, reserve ? "StockReserved" : "OrderPlaced");
        insert.setString(
                7, Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS).toString());
        insert.setString(8, reserve ? reserved(sku) : placed(sku));
        insert.setString(9, metadata());
        insert.setString(10, HASH_START + HexFormat.of().toHexDigits(position));
        insert.addBatch();
    }

    private String reserved(String sku) {
        return "{\"sku\":\"" + sku + "\",\"location\":\"main\",\"orderId\":\"" + order
                + "\",\"quantity\":1,\"added\":1}";
    }

    private String placed(String sku) {
        return "{\"orderId\":\"" + order + "\",\"lines\":[{\"sku\":\"" + sku
                + "\",\"location\":\"main\",\"quantity\":1}]}";
    }

    private static String metadata() {
        var id = TimeOrderedIds.next();
        return "{\"actor\":\"anonymous\",\"correlation\":\"" + id + "\",\"causation\":\"" + id + "\"}";
    }
}
