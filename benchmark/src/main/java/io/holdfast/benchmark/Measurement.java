package io.holdfast.benchmark;

import org.HdrHistogram.AbstractHistogram;

/**
 * What came out of one load.
 *
 * @param rowsPerSecond rows that were stored durably: each event of the ledger is one
 * @param latency of one request, or of one commit with plain JDBC
 */
record Measurement(Contender contender, Load load, double rowsPerSecond, Latency latency) {

    /** Placing a one-line order stores two events: the stock was reserved, the order was placed. */
    static final int ROWS_OF_AN_ORDER = 2;

    /** Milliseconds that so many of the requests took at most. */
    record Latency(double p50, double p99, double p999, double max) {

        /** @param nanos a histogram of nanoseconds */
        static Latency of(AbstractHistogram nanos) {
            return new Latency(
                    millis(nanos.getValueAtPercentile(50)),
                    millis(nanos.getValueAtPercentile(99)),
                    millis(nanos.getValueAtPercentile(99.9)),
                    millis(nanos.getMaxValue()));
        }

        private static double millis(long nanos) {
            return nanos / 1e6;
        }
    }

    double ordersPerSecond() {
        return rowsPerSecond / ROWS_OF_AN_ORDER;
    }
}
