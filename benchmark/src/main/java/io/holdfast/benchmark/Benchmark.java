package io.holdfast.benchmark;

import io.holdfast.benchmark.Load.Kind;
import io.holdfast.benchmark.TargetDatabase.Fresh;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Runs everything one after the other on this machine, and reports it.
 *
 * <p>The service and the conventional set-up get a new process and a new database for each spread of orders over items; the
 * process is warmed up once, until its code is compiled, then the numbers of clients follow one another in it.
 */
public final class Benchmark {

    private static final List<Integer> BATCHES = List.of(1, 16, 256);

    private final Plan plan;

    private Benchmark(Plan plan) {
        this.plan = plan;
    }

    /**
     * Measures and reports.
     *
     * @param arguments see {@link Plan#of}
     */
    public static void main(String[] arguments) throws Exception {
        var plan = Plan.of(arguments);
        // The PostgreSQL server tells everything it does.
        LoggingSystem.get(Benchmark.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        var machine = Machine.describe(plan);
        var results = new Benchmark(plan).run();
        new Report(machine, results).write(plan.results());
    }

    private List<Results> run() throws IOException, SQLException {
        var results = new ArrayList<Results>();
        for (var name : plan.databases()) {
            try (var database = TargetDatabase.named(name, plan.work())) {
                var measurements = new ArrayList<Measurement>();
                for (var contender : plan.contenders()) {
                    if (contender == Contender.RAW) {
                        measurements.addAll(raw(database));
                    } else {
                        measurements.addAll(overHttp(database, contender, Kind.UNIFORM));
                        measurements.addAll(overHttp(database, contender, Kind.HOT));
                    }
                }
                results.add(new Results(version(database), measurements));
            }
        }
        return results;
    }

    private static String version(TargetDatabase database) throws IOException, SQLException {
        try (var fresh = database.fresh();
                var connection = fresh.connect()) {
            var product = connection.getMetaData();
            return product.getDatabaseProductName() + " "
                    + product.getDatabaseProductVersion().replaceFirst(" .*", "");
        }
    }

    private List<Measurement> raw(TargetDatabase database) throws IOException, SQLException {
        var measurements = new ArrayList<Measurement>();
        try (var fresh = database.fresh();
                var connection = fresh.connect()) {
            var inserts = new RawInserts(database, connection);
            for (int batch : BATCHES) {
                measurements.add(progress(inserts.run(batch, plan)));
            }
        }
        return measurements;
    }

    private List<Measurement> overHttp(TargetDatabase database, Contender contender, Kind spread)
            throws IOException, SQLException {
        var measurements = new ArrayList<Measurement>();
        try (var fresh = database.fresh()) {
            Clients clients;
            var most = new Load(spread, plan.clients().getLast());
            try (var program = new Program(plan, contender, fresh.settings())) {
                clients = new Clients(program.port());
                clients.register();
                WarmUp.of(program, plan, time -> clients.place(most, time));
                for (int number : plan.clients()) {
                    measurements.add(progress(clients.place(contender, new Load(spread, number), Pace.closed(), plan)));
                }
                if (contender == Contender.HOLDFAST && spread == Kind.UNIFORM) {
                    var half = Pace.fixed(measurements.getLast().ordersPerSecond() / 2);
                    measurements.add(progress(clients.place(
                            contender, new Load(Kind.HALF_RATE, plan.clients().getLast()), half, plan)));
                }
            }
            requireEvents(contender, fresh, clients.events());
        }
        return measurements;
    }

    /** What was answered with 201 is stored, all of it and once: otherwise the figures mean nothing. */
    private static void requireEvents(Contender contender, Fresh fresh, long expected) throws SQLException {
        try (var connection = fresh.connect();
                var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from " + contender.table())) {
            count.next();
            if (count.getLong(1) != expected) {
                throw new IllegalStateException(
                        "%s: %d events are stored, %d were answered".formatted(contender, count.getLong(1), expected));
            }
        }
    }

    @SuppressWarnings("SystemOut") // it is a program for the command line
    private static Measurement progress(Measurement done) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %-36s %,9.0f rows/s, p99 %7.1f ms%n",
                done.contender().title(),
                done.load(),
                done.rowsPerSecond(),
                done.latency().p99());
        return done;
    }
}
