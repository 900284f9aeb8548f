package io.holdfast.benchmark;

/**
 * What a contender was given to do.
 *
 * @param kind what it did
 * @param size clients, or rows of a batch
 */
record Load(Kind kind, int size) {

    enum Kind {
        /** Rows in batches, one commit each. */
        BATCHES("batches of %d"),
        /** Orders for one of 1,000 items each, each client one after the other. */
        UNIFORM("%d clients, 1,000 SKUs"),
        /** The same, all for the same item. */
        HOT("%d clients, one SKU"),
        /** Orders for one of 1,000 items, at fixed times: half as many as the clients could place. */
        HALF_RATE("%d clients, 1,000 SKUs, half the rate");

        private final String format;

        Kind(String format) {
            this.format = format;
        }
    }

    @Override
    public String toString() {
        var text = kind.format.formatted(size);
        return size == 1 ? text.replace("clients", "client") : text;
    }
}
