package io.holdfast.ledger.projection;

import io.holdfast.ledger.DecodedEntry;
import io.holdfast.ledger.verification.Check;
import io.holdfast.ledger.verification.Finding;
import io.holdfast.ledger.verification.Finding.Kind;
import io.holdfast.ledger.verification.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A view has to be what follows from the ledger. Its rows are copied, built again from the events that the verification
 * reads anyway, and compared, in an embedded database in a temporary folder: where the ledger is, nothing is written.
 *
 * <p>If an event cannot be judged, what follows from it cannot either, and the view is not compared.
 */
public final class ViewCheck implements Check, AutoCloseable {

    /** Rows that are copied at once. */
    private static final int ROWS = 1_000;

    private final View view;
    private final Shadow shadow;
    private final Store store;
    private final Path folder;
    private final Connection scratch;
    private final long position;
    private final List<Happened> batch = new ArrayList<>();
    private long last;
    private boolean lost;

    /**
     * Copies the view as it is now.
     *
     * @param source the database that it is in; nothing is written there. A transaction that its connection is in is used,
     *     and left as it is
     */
    public ViewCheck(View view, DataSource source) {
        this.view = view;
        this.shadow = new Shadow(view);
        this.store = Store.of(view, Shadow.PREFIX);
        try {
            folder = Files.createTempDirectory("holdfast-" + view.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            scratch = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("scratch"));
        } catch (SQLException e) {
            throw failed(e);
        }
        try {
            scratch.setAutoCommit(false);
            position = copy(source);
            shadow.create(scratch);
            scratch.commit();
        } catch (SQLException | RuntimeException e) {
            close();
            throw failed(e);
        }
    }

    private IllegalStateException failed(Exception cause) {
        return new IllegalStateException("The projection %s cannot be compared.".formatted(view.name()), cause);
    }

    private long copy(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            boolean own = connection.getAutoCommit();
            if (own) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE); // all of it at one moment
            }
            try {
                for (var table : view.tables()) {
                    copy(connection, table);
                }
                return new Position(view.name()).read(connection);
            } finally {
                if (own) {
                    connection.rollback();
                }
            }
        }
    }

    private void copy(Connection connection, Table<?> table) throws SQLException {
        var columns = table.columns();
        try (var create = scratch.createStatement()) {
            create.execute("create table %s (%s)"
                    .formatted(
                            table.name(),
                            columns.stream().map(Column::definition).collect(Collectors.joining(", "))));
            create.execute("create unique index %1$s_key on %1$s (%2$s)".formatted(table.name(), names(table.key())));
        }
        var insert = "insert into %s values (%s)"
                .formatted(table.name(), String.join(", ", Collections.nCopies(columns.size(), "?")));
        try (var select = connection.prepareStatement("select %s from %s".formatted(names(columns), table.name()));
                var rows = scratch.prepareStatement(insert)) {
            select.setFetchSize(ROWS);
            try (var found = select.executeQuery()) {
                int ready = 0;
                while (found.next()) {
                    for (int i = 0; i < columns.size(); i++) {
                        columns.get(i).copy(found, rows, i + 1);
                    }
                    rows.addBatch();
                    if (++ready % ROWS == 0) {
                        rows.executeBatch();
                        scratch.commit();
                    }
                }
            }
            rows.executeBatch();
        }
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    @Override
    public void see(DecodedEntry event, Findings findings) {
        long at = event.entry().position();
        if (lost || at < 1 || at > position) {
            return;
        }
        last = at;
        if (view.families().stream().anyMatch(family -> family.isInstance(event.payload()))) {
            batch.add(new Happened(at, event.entry().streamVersion(), event.at(), event.payload()));
            if (batch.size() == Pages.SIZE) {
                add(findings);
            }
        }
    }

    @Override
    public void lose(String stream) {
        lost = true;
    }

    @Override
    public void end(Findings findings) {
        add(findings);
        if (lost) {
            return;
        }
        if (last < position) {
            find(findings, position, "is at position %d, and the ledger ends at %d.".formatted(position, last));
            return;
        }
        try {
            var differences = shadow.compare(scratch);
            differences.first().forEach(difference -> find(findings, position, difference.inWords() + "."));
            if (differences.rows() > Differences.MOST) {
                find(findings, position, "%d rows differ.".formatted(differences.rows()));
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void add(Findings findings) {
        if (lost) {
            return;
        }
        try {
            store.add(scratch, batch);
            scratch.commit();
            batch.clear();
        } catch (BrokenEvent broken) {
            lost = true;
            find(findings, broken.position(), broken.why());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void find(Findings findings, long at, String text) {
        findings.add(new Finding(at, null, Kind.PROJECTION, "projection %s: %s".formatted(view.name(), text)));
    }

    @Override
    public void close() {
        try {
            scratch.close();
            FileSystemUtils.deleteRecursively(folder);
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }
}
