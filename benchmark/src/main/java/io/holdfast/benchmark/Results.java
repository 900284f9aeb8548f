package io.holdfast.benchmark;

import io.holdfast.benchmark.Load.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What was measured on one database.
 *
 * @param database its name and version
 */
record Results(String database, List<Measurement> measurements) {

    /** How many rows a batch of plain JDBC has that a number of clients is compared with: the next larger batch. */
    private static int batchFor(int clients) {
        return clients == 1 ? 1 : clients <= 16 ? 16 : 256;
    }

    Optional<Measurement> find(Contender contender, Load load) {
        return measurements.stream()
                .filter(found -> found.contender() == contender && found.load().equals(load))
                .findFirst();
    }

    /** Rows per second over HTTP divided by those of plain JDBC; a fixed rate has no ratio. */
    Optional<Double> toRaw(Measurement service) {
        if (service.load().kind() == Kind.HALF_RATE) {
            return Optional.empty();
        }
        return ratio(
                service,
                Contender.RAW,
                new Load(Kind.BATCHES, batchFor(service.load().size())));
    }

    /** Rows per second divided by those of the conventional set-up under the same load. */
    Optional<Double> toConventional(Measurement service) {
        return ratio(service, Contender.CONVENTIONAL, service.load());
    }

    private Optional<Double> ratio(Measurement service, Contender other, Load load) {
        if (service.contender() != Contender.HOLDFAST) {
            return Optional.empty();
        }
        return find(other, load).map(found -> service.rowsPerSecond() / found.rowsPerSecond());
    }
}
