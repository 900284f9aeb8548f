package io.holdfast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.benchmark.Load.Kind;
import io.holdfast.benchmark.Measurement.Latency;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Measurement RAW = measured(Contender.RAW, Kind.BATCHES, 256, 20_000);
    private static final Measurement CONVENTIONAL = measured(Contender.CONVENTIONAL, Kind.UNIFORM, 64, 1_000);
    private static final Measurement UNIFORM = measured(Contender.HOLDFAST, Kind.UNIFORM, 64, 8_000);
    private static final Measurement HOT = measured(Contender.HOLDFAST, Kind.HOT, 64, 10_000);
    private static final Measurement HALF = measured(Contender.HOLDFAST, Kind.HALF_RATE, 64, 4_000);
    private static final Results RESULTS = new Results("H2 2.4", List.of(RAW, CONVENTIONAL, UNIFORM, HOT, HALF));

    private static Measurement measured(Contender contender, Kind kind, int size, double rows) {
        return new Measurement(contender, new Load(kind, size), rows, new Latency(1, 20, 30, 400));
    }

    @Test
    void a_service_is_compared_with_the_same_load_and_with_the_batch_that_its_clients_could_fill() {
        assertThat(new Report("A machine.", List.of(RESULTS)).markdown())
                .contains(
                        "| (b) Holdfast | 64 clients, 1,000 SKUs | 8,000 | 4,000 | 1.0 | 20.0 | 30.0 | 400.0 | 0.40 | 8.00 |");
    }

    @Test
    void what_has_nothing_to_be_compared_with_has_no_ratio() {
        assertThat(RESULTS.toConventional(HOT)).isEmpty();
        assertThat(RESULTS.toRaw(CONVENTIONAL)).isEmpty();
    }

    @Test
    void every_aim_is_judged() {
        assertThat(Aims.of(RESULTS))
                .containsExactly(
                        "8.00 times conventional Axon; the aim is 6.0: met",
                        "0.40 of the rows of plain JDBC; the aim is 0.5: not met",
                        "1.25 of the uniform rate on one hot SKU; the aim is 1.0: met",
                        "p99 20.0 ms at half the rate; the aim is 60 ms: met");
    }
}
