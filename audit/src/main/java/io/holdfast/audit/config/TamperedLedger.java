package io.holdfast.audit.config;

import io.holdfast.ledger.verification.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** The ledger is not what was once written, so the program does not start on it. */
final class TamperedLedger extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param findings the first of them */
    TamperedLedger(List<Finding> findings) {
        super(findings.stream()
                .map(Finding::inWords)
                .collect(Collectors.joining("\n", "The ledger is not what was once written:\n", "")));
    }
}
