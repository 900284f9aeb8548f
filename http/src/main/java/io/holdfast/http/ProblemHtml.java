package io.holdfast.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.ObjectMapper;

/** Writes the pages about problems as HTML: no scripts, nothing from elsewhere. */
final class ProblemHtml extends AbstractHttpMessageConverter<Object> {

    private static final String FRAME = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }
        table { border-collapse: collapse; }
        th, td { border-bottom: 1px solid #ccc; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
        pre { background: #f4f4f4; padding: 1rem; overflow-x: auto; }
        </style>
        </head>
        <body>
        %s</body>
        </html>
        """;

    private final ObjectMapper json;

    /** @param json writes the examples, in the very way in which problems are written */
    ProblemHtml(ObjectMapper json) {
        super(StandardCharsets.UTF_8, MediaType.TEXT_HTML);
        this.json = json;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == ProblemPage.class || type == ProblemPage.All.class;
    }

    @Override
    protected boolean canRead(@Nullable MediaType type) {
        return false;
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("Nobody sends pages.", input);
    }

    @Override
    protected void writeInternal(Object page, HttpOutputMessage output) throws IOException {
        var html = page instanceof ProblemPage one ? html(one) : html(((ProblemPage.All) page).items());
        output.getBody().write(html.getBytes(StandardCharsets.UTF_8));
    }

    private String html(ProblemPage page) {
        var body = new StringBuilder();
        body.append("<p><a href=\"/problems\">All problems</a></p>\n");
        body.append("<h1>%s</h1>\n".formatted(text(page.title())));
        body.append("<p><code>%s</code>, status %s, retry <code>%s</code></p>\n"
                .formatted(page.type(), statuses(page), page.retry()));
        section(body, "What happened", page.happened());
        section(body, "How to clear it", page.clearing());
        section(body, "What a program should do", page.advice());
        body.append("<h2>Facts</h2>\n<table>\n<tr><th>field</th><th>type</th><th>meaning</th></tr>\n");
        page.facts().forEach(fact -> row(body, "", fact));
        body.append("</table>\n<h2>Example</h2>\n<pre>%s\n\n%s</pre>\n"
                .formatted(
                        text(page.request()),
                        text(json.writerWithDefaultPrettyPrinter().writeValueAsString(page.example()))));
        return FRAME.formatted(text(page.title()), body);
    }

    private String html(List<ProblemPage> pages) {
        var body = new StringBuilder("""
            <h1>Problems</h1>
            <table>
            <tr><th>problem</th><th>status</th><th>retry</th><th>what happened</th></tr>
            """);
        pages.forEach(page -> body.append("<tr><td><a href=\"%s\">%s</a></td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(page.type(), page.slug(), statuses(page), page.retry(), text(page.happened()))));
        return FRAME.formatted("Problems", body.append("</table>\n"));
    }

    private static void section(StringBuilder body, String head, String text) {
        body.append("<h2>%s</h2>\n<p>%s</p>\n".formatted(head, text(text)));
    }

    private static void row(StringBuilder body, String inside, ProblemPage.Field fact) {
        var name = inside + fact.name();
        body.append("<tr><td><code>%s</code></td><td>%s</td><td>%s%s</td></tr>\n"
                .formatted(name, fact.type(), text(fact.meaning()), fact.always() ? "" : " Only where it applies."));
        if (fact.parts() != null) {
            fact.parts().forEach(part -> row(body, name + "[].", part));
        }
    }

    private static String statuses(ProblemPage page) {
        return String.join(" or ", page.status().stream().map(String::valueOf).toList());
    }

    private static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
