package io.holdfast.ledger;

import java.util.List;
import java.util.stream.Stream;

/**
 * What power cuts have done.
 *
 * @param acknowledged commands that were answered
 * @param findings what was missing or broken afterwards, at most one database's per entry
 */
record Tally(int cuts, int acknowledged, List<String> findings) {

    static final Tally NONE = new Tally(0, 0, List.of());

    Tally plus(Tally more) {
        return new Tally(
                cuts + more.cuts,
                acknowledged + more.acknowledged,
                Stream.concat(findings.stream(), more.findings.stream()).toList());
    }
}
