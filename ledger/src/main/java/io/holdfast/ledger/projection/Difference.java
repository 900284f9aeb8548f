package io.holdfast.ledger.projection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not in a view's table as it follows from the ledger.
 *
 * @param key of the row, by column
 * @param column in which it differs; null if the whole row is there on one side only
 * @param live what is there, null if nothing is
 * @param rebuilt what follows from the ledger, null if nothing does
 */
public record Difference(
        String table,
        Map<String, String> key,
        @Nullable String column,
        @Nullable String live,
        @Nullable String rebuilt) {

    /** The same in a line. */
    public String inWords() {
        var row = table + " " + key;
        if (column != null) {
            return "%s: %s is %s, and should be %s".formatted(row, column, live, rebuilt);
        }
        return live == null
                ? "%s is missing: %s".formatted(row, rebuilt)
                : "%s should not be there: %s".formatted(row, live);
    }
}
