package io.holdfast.audit.config;

import io.holdfast.audit.verification.LedgerAudit;
import io.holdfast.ledger.verification.Findings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Verifies the ledger before anybody reads or writes it. */
final class VerifiedStart implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedStart.class);

    /** Before the processors and the web server. */
    private static final int FIRST = -1;

    private static final int LINES = 20;

    private final LedgerAudit audit;
    private volatile boolean running;

    VerifiedStart(LedgerAudit audit) {
        this.audit = audit;
    }

    @Override
    public void start() {
        var findings = new Findings();
        audit.verify(List.of(), null, findings, (checked, total) -> {});
        var tampered = findings.first().stream()
                .filter(finding -> finding.kind().isTampering())
                .limit(LINES)
                .toList();
        if (!tampered.isEmpty()) {
            throw new TamperedLedger(tampered);
        }
        findings.first()
                .forEach(finding -> LOG.warn("{}", finding.inWords())); // the reconciler, or a rebuild, sees to it
        LOG.info("The ledger is what was once written.");
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return FIRST;
    }
}
