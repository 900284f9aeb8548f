package io.holdfast.ledger;

import java.util.List;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/**
 * What a service stores: each service contributes one as a bean.
 *
 * @param families its sealed families of events; an event is stored under its record's simple name
 * @param json what it takes to read and write its snapshots
 */
public record LedgerTypes(List<Class<?>> families, JacksonModule json) {

    /** Events alone, for whoever keeps no snapshots of what they add up to. */
    public static LedgerTypes events(Class<?>... families) {
        return new LedgerTypes(List.of(families), new SimpleModule());
    }

    public LedgerTypes {
        families = List.copyOf(families);
        for (var family : families) {
            if (!family.isSealed()) {
                throw new IllegalArgumentException(family + " is not sealed, so its events cannot be listed.");
            }
        }
    }
}
