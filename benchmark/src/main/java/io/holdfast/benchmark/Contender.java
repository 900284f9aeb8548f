package io.holdfast.benchmark;

import java.util.Locale;

/** What is measured. */
enum Contender {
    /** Plain JDBC: nothing can store these rows faster. */
    RAW("(a) plain JDBC", "ledger"),
    /** The service, as it is packaged. */
    HOLDFAST("(b) Holdfast", "ledger"),
    /** The same domain on Axon as it comes: a commit per command. */
    CONVENTIONAL("(c) conventional Axon", "DomainEventEntry");

    private final String title;
    private final String table;

    Contender(String title, String table) {
        this.title = title;
        this.table = table;
    }

    static Contender named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String title() {
        return title;
    }

    /** Where it keeps events. */
    String table() {
        return table;
    }
}
