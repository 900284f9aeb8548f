package io.holdfast.audit.verification;

import io.holdfast.audit.Views;
import io.holdfast.ledger.EventSerializer;
import io.holdfast.ledger.projection.ViewCheck;
import io.holdfast.ledger.verification.CannotVerify;
import io.holdfast.ledger.verification.Check;
import io.holdfast.ledger.verification.Checkpoint;
import io.holdfast.ledger.verification.Findings;
import io.holdfast.ledger.verification.Progress;
import io.holdfast.ledger.verification.StoredLedger;
import io.holdfast.ledger.verification.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Verifies ledgers of orders, stock items and customers. */
public final class LedgerAudit {

    /** How long after the last event that has to do with a hold it must be settled; longer than any reconciler waits. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int ORDERS = 20_000;
    private static final int STOCK_ITEMS = 100_000;
    private static final int CUSTOMERS = 1_000;

    private final DataSource database;
    private final EventSerializer serializer;

    public LedgerAudit(DataSource database, EventSerializer serializer) {
        this.database = database;
        this.serializer = serializer;
    }

    /** A checkpoint of everything that there is, taken now. */
    public Checkpoint checkpoint(Instant now) {
        return new StoredLedger(database).checkpoint(now);
    }

    /**
     * Finds what is wrong with the ledger.
     *
     * @param checkpoints what was noted of it at earlier times
     * @param from where to begin; null for its first event
     * @param findings gets what is found
     * @param progress told again and again; what it throws ends it
     * @throws CannotVerify if the temporary folder cannot be used
     */
    public void verify(List<Checkpoint> checkpoints, @Nullable Checkpoint from, Findings findings, Progress progress) {
        var views = new ArrayList<ViewCheck>();
        try {
            if (from == null) { // a projection follows from everything
                Views.ALL.forEach(view -> views.add(new ViewCheck(view, database, () -> progress.at(0, 0))));
            }
            verify(checkpoints, from, views, findings, progress);
        } finally {
            views.forEach(ViewCheck::close);
        }
    }

    private void verify(
            List<Checkpoint> checkpoints,
            @Nullable Checkpoint from,
            List<ViewCheck> views,
            Findings findings,
            Progress progress) {
        var entries = new StoredLedger(database);
        var checks = new ArrayList<Check>(List.of(
                new HistoryCheck<>(new OrderRules(), entries, serializer, ORDERS),
                new HistoryCheck<>(new StockItemRules(), entries, serializer, STOCK_ITEMS),
                new HistoryCheck<>(new CustomerRules(), entries, serializer, CUSTOMERS)));
        checks.addAll(views);
        if (from == null) {
            checks.add(new HoldBalance(PATIENCE)); // it is a sum over everything
        }
        new Verification(entries, serializer, checks, checkpoints, from).run(findings, progress);
    }
}
