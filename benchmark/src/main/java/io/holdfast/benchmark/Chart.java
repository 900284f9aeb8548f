package io.holdfast.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * Rows per second as bars, a panel for each database. Written by hand: three shapes and some text need no library.
 *
 * @see <a href="https://www.w3.org/TR/SVG2/">SVG 2</a>
 */
record Chart(List<Results> results) {

    private static final int WIDTH = 900;
    private static final int LABELS = 330;
    private static final int BAR = 18;
    private static final int ROW = 26;
    private static final int TITLE = 56;
    private static final int LONGEST = WIDTH - LABELS - 150;

    String svg() {
        int height = results.stream().mapToInt(Chart::height).sum() + ROW;
        var svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <title>Rows stored durably per second</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """, WIDTH, height));
        int top = 0;
        for (var database : results) {
            panel(svg, database, top);
            top += height(database);
        }
        return svg.append("</svg>\n").toString();
    }

    private static int height(Results database) {
        return TITLE + ROW * bars(database).size();
    }

    private static List<Measurement> bars(Results database) {
        return database.measurements().stream()
                .filter(bar -> bar.load().kind() != Load.Kind.HALF_RATE)
                .toList();
    }

    private static void panel(StringBuilder svg, Results database, int top) {
        text(
                svg,
                16,
                top + 34,
                "font-size=\"16\" font-weight=\"bold\"",
                database.database() + ": rows per second, durable");
        double most = bars(database).stream()
                .mapToDouble(Measurement::rowsPerSecond)
                .max()
                .orElse(1);
        int y = top + TITLE;
        for (var bar : bars(database)) {
            int length = (int) Math.round(bar.rowsPerSecond() / most * LONGEST);
            text(svg, LABELS - 8, y + 14, "text-anchor=\"end\"", bar.contender().title() + ", " + bar.load());
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
                    LABELS,
                    y,
                    Math.max(length, 1),
                    BAR,
                    colour(bar.contender())));
            text(svg, LABELS + length + 8, y + 14, "", value(database, bar));
            y += ROW;
        }
    }

    private static String value(Results database, Measurement bar) {
        var rows = String.format(Locale.ROOT, "%,.0f", bar.rowsPerSecond());
        return database.toConventional(bar)
                .map(ratio -> rows + String.format(Locale.ROOT, " (%.1f times (c))", ratio))
                .orElse(rows);
    }

    /** Told apart by the colour-blind and in print, too. */
    private static String colour(Contender contender) {
        return switch (contender) {
            case RAW -> "#bbbbbb";
            case HOLDFAST -> "#0072b2";
            case CONVENTIONAL -> "#e69f00";
        };
    }

    private static void text(StringBuilder svg, int x, int y, String style, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" fill=\"#222222\" %s>%s</text>%n".formatted(x, y, style, text));
    }
}
