package io.holdfast.ledger.projection;

import java.util.List;

/**
 * How a view differs from what follows from the ledger.
 *
 * @param rows how many rows differ
 * @param first what differs in the first of them, column by column; at most {@value #MOST}
 */
public record Differences(long rows, List<Difference> first) {

    /** How many are described. */
    public static final int MOST = 100;

    public Differences {
        first = List.copyOf(first);
    }
}
