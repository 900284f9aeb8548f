package io.holdfast.ledger.projection;

import io.holdfast.ledger.DecodedEntry;
import io.holdfast.ledger.verification.CannotVerify;
import io.holdfast.ledger.verification.Check;
import io.holdfast.ledger.verification.Finding;
import io.holdfast.ledger.verification.Finding.Kind;
import io.holdfast.ledger.verification.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
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

    private static final Logger LOG = LoggerFactory.getLogger(ViewCheck.class);

    private final View view;
    private final Runnable progress;
    private final Shadow shadow;
    private final Store store;
    private final Path folder;
    private final Connection scratch;
    private final long position;
    private final List<Happened> batch = new ArrayList<>();
    private long last;
    private boolean lost;

    private interface Work {
        void run() throws SQLException;
    }

    /**
     * Copies the view as it is now.
     *
     * @param source the database that it is in; nothing is written there. A transaction that its connection is in is used,
     *     and left as it is
     * @param progress told again and again while it copies; what it throws ends it
     * @throws CannotVerify if there is no place for the copy
     */
    public ViewCheck(View view, DataSource source, Runnable progress) {
        this.view = view;
        this.progress = progress;
        this.shadow = new Shadow(view);
        this.store = Store.of(view, Shadow.PREFIX);
        try {
            folder = Files.createTempDirectory("holdfast-" + view.name());
        } catch (IOException e) {
            throw cannot(e);
        }
        try {
            scratch = open(folder);
        } finally {
            delete(); // where it can be: what is open is there until it is closed, also by a kill
        }
        try {
            position = Objects.requireNonNull(new JdbcTemplate(source).execute((ConnectionCallback<Long>) this::copy));
            scratch(() -> shadow.create(scratch));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Connection open(Path where) {
        try {
            var connection =
                    DriverManager.getConnection("jdbc:h2:file:" + where.resolve("scratch") + ";TRACE_LEVEL_FILE=0");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw cannot(e);
        }
    }

    private CannotVerify cannot(Exception failure) {
        return new CannotVerify(
                "The projection %s cannot be compared: the temporary folder %s cannot be used: %s"
                        .formatted(view.name(), System.getProperty("java.io.tmpdir"), failure.getMessage()),
                failure);
    }

    /** Does something there alone, so that nobody takes its failure for one of the database that is verified. */
    private void scratch(Work work) {
        try {
            work.run();
            scratch.commit();
        } catch (SQLException e) {
            throw cannot(e);
        }
    }

    private Long copy(Connection connection) throws SQLException {
        boolean own = connection.getAutoCommit();
        int before = connection.getTransactionIsolation();
        if (own) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Isolation.ofOneMoment(connection));
        }
        try {
            for (var table : view.tables()) {
                copy(connection, table);
            }
            return new Position(view.name()).read(connection);
        } finally {
            if (own) {
                connection.rollback();
                connection.setTransactionIsolation(before);
                connection.setAutoCommit(true);
            }
        }
    }

    private void copy(Connection connection, Table<?> table) throws SQLException {
        var columns = table.columns();
        scratch(() -> create(table));
        var rows = new ArrayList<Object[]>(ROWS);
        try (var select = connection.prepareStatement("select %s from %s".formatted(names(columns), table.name()))) {
            select.setFetchSize(ROWS);
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    var row = new @Nullable Object[columns.size()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = columns.get(i).plain(found, i + 1);
                    }
                    rows.add(row);
                    if (rows.size() == ROWS) {
                        insert(table, rows);
                    }
                }
            }
        }
        insert(table, rows);
    }

    private void create(Table<?> table) throws SQLException {
        try (var statement = scratch.createStatement()) {
            statement.execute("create table %s (%s)"
                    .formatted(
                            table.name(),
                            table.columns().stream().map(Column::definition).collect(Collectors.joining(", "))));
            statement.execute(
                    "create unique index %1$s_key on %1$s (%2$s)".formatted(table.name(), names(table.key())));
        }
    }

    private void insert(Table<?> table, List<Object[]> rows) {
        progress.run();
        var marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
        scratch(() -> {
            try (var insert = scratch.prepareStatement("insert into %s values (%s)".formatted(table.name(), marks))) {
                for (var row : rows) {
                    for (int i = 0; i < row.length; i++) {
                        insert.setObject(i + 1, row[i]);
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
        rows.clear();
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
            find(findings, position, "is at position %d, where the ledger has nothing.".formatted(position));
            return;
        }
        scratch(() -> {
            var differences = shadow.compare(scratch);
            differences.first().forEach(difference -> find(findings, position, difference.inWords() + "."));
            if (differences.first().size() == Differences.MOST) {
                find(
                        findings,
                        position,
                        "%d rows differ; %d differences are named.".formatted(differences.rows(), Differences.MOST));
            }
        });
    }

    private void add(Findings findings) {
        if (lost) {
            return;
        }
        try {
            scratch(() -> store.add(scratch, batch));
            batch.clear();
        } catch (BrokenEvent broken) {
            lost = true;
            find(findings, broken.position(), broken.why());
        } catch (CannotVerify failure) {
            throw failure;
        } catch (RuntimeException impossible) { // a time that no column takes, say
            lost = true;
            find(findings, last, "cannot be built from the events up to here: " + impossible.getMessage());
        }
    }

    private void find(Findings findings, long at, String text) {
        findings.add(new Finding(at, null, Kind.PROJECTION, "projection %s: %s".formatted(view.name(), text)));
    }

    @Override
    public void close() {
        try {
            scratch.close();
        } catch (SQLException e) {
            LOG.debug("What is thrown away does not have to be in order.", e);
        }
        delete();
    }

    private void delete() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            LOG.debug("Some systems delete only what nobody has open.", e);
        }
    }
}
