package io.holdfast.audit.cli;

import io.holdfast.ledger.verification.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows on a terminal how far it is, in one line that is written over and over. Elsewhere it shows nothing. */
final class ProgressBar implements Progress, AutoCloseable {

    private static final int WIDTH = 30;
    private static final long PAUSE_NANOS = 200_000_000;

    private final PrintWriter out;
    private final boolean shown;
    private final long begun = System.nanoTime();
    private long last = begun;
    private long checked;
    private boolean drawn;

    private ProgressBar(PrintWriter out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    /** Shown only if somebody looks at the terminal. */
    @SuppressWarnings("SystemConsoleNull") // it still is null where neither input nor output is a terminal
    static ProgressBar on(PrintWriter out) {
        var console = System.console();
        return new ProgressBar(out, console != null && console.isTerminal());
    }

    @Override
    public void at(long done, long total) {
        checked = done;
        long now = System.nanoTime();
        if (shown && now - last >= PAUSE_NANOS) {
            last = now;
            draw(total);
        }
    }

    /** How many are done. */
    long checked() {
        return checked;
    }

    /** How many are done per second. */
    long rate() {
        return Math.round(checked / seconds());
    }

    /** How long it has taken so far. */
    double seconds() {
        return Math.max(1, System.nanoTime() - begun) / 1e9;
    }

    private void draw(long total) {
        int full = total == 0 ? WIDTH : (int) (WIDTH * checked / total);
        var line = String.format(
                Locale.ROOT,
                "\r[%s%s] %,d of %,d events, %,d/s, %,d s left ",
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                checked,
                total,
                rate(),
                (total - checked) / Math.max(1, rate()));
        out.print(line);
        out.flush();
        drawn = true;
    }

    /** Takes it off the terminal. */
    @Override
    public void close() {
        if (drawn) {
            out.print("\r" + " ".repeat(2 * WIDTH + 40) + "\r");
            out.flush();
        }
    }
}
