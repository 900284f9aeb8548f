package io.holdfast.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The results as text, for programs, and as a chart.
 *
 * @param machine where they were measured
 */
record Report(String machine, List<Results> results) {

    private static final String HEADER = """
            | | | rows/s | orders/s | p50 ms | p99 ms | p99.9 ms | max ms | b/a | b/c |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;

    /** Shows the tables, and writes {@code results.md}, {@code results.csv} and {@code results.svg}. */
    @SuppressWarnings("SystemOut") // it is a program for the command line
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.md"), markdown());
        Files.writeString(folder.resolve("results.csv"), csv());
        Files.writeString(folder.resolve("results.svg"), new Chart(results).svg());
        System.out.println();
        System.out.println(markdown());
        System.out.println("In " + folder.toAbsolutePath() + ": results.md, results.csv, results.svg");
    }

    String markdown() {
        var text = new StringBuilder(machine).append('\n');
        for (var database : results) {
            text.append("\n### ").append(database.database()).append("\n\n").append(HEADER);
            database.measurements().forEach(row -> text.append(row(database, row)));
            text.append('\n');
            Aims.of(database).forEach(aim -> text.append("- ").append(aim).append('\n'));
        }
        return text.toString();
    }

    private static String row(Results database, Measurement row) {
        var latency = row.latency();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %s | %.1f | %.1f | %.1f | %.1f | %s | %s |%n",
                row.contender().title(),
                row.load(),
                row.rowsPerSecond(),
                row.contender() == Contender.RAW ? "" : "%,.0f".formatted(row.ordersPerSecond()),
                latency.p50(),
                latency.p99(),
                latency.p999(),
                latency.max(),
                ratio(database.toRaw(row)),
                ratio(database.toConventional(row)));
    }

    private static String ratio(Optional<Double> ratio) {
        return ratio.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse("");
    }

    private String csv() {
        var text = new StringBuilder(
                "database,contender,load,size,rows_per_second,p50_ms,p99_ms,p99.9_ms,max_ms,b/a,b/c\n");
        for (var database : results) {
            for (var row : database.measurements()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%d,%.1f,%.3f,%.3f,%.3f,%.3f,%s,%s%n",
                        database.database(),
                        row.contender(),
                        row.load().kind(),
                        row.load().size(),
                        row.rowsPerSecond(),
                        row.latency().p50(),
                        row.latency().p99(),
                        row.latency().p999(),
                        row.latency().max(),
                        ratio(database.toRaw(row)),
                        ratio(database.toConventional(row))));
            }
        }
        return text.toString();
    }
}
