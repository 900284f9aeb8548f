package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.customer.CustomerCommand;
import io.holdfast.events.customer.CustomerEvent;
import io.holdfast.events.inventory.StockItemEvent;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.http.Fact;
import io.holdfast.http.ProblemType;
import io.holdfast.inventory.StockItemCommand;
import io.holdfast.order.OrderCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The README's tables say what the code says. Its sessions are run by {@link ReadmeIT}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeTest {

    @Test
    void has_a_row_for_every_command_and_no_other() {
        assertThat(column("## What it does", 0))
                .containsExactlyInAnyOrderElementsOf(
                        names(StockItemCommand.class, OrderCommand.class, CustomerCommand.class));
    }

    @Test
    void names_every_event_as_the_outcome_of_a_command() {
        var words = Pattern.compile("\\w+").matcher(String.join(" ", column("## What it does", 2)));
        assertThat(words.results().map(word -> word.group()))
                .containsAll(names(StockItemEvent.class, OrderEvent.class, CustomerEvent.class));
    }

    /** If this fails: the rows that it expects are what to put into the README. */
    @Test
    void has_a_row_for_every_problem_with_all_its_facts() {
        assertThat(rows("## What it answers when it says no"))
                .containsExactlyElementsOf(
                        Stream.of(ProblemType.values()).map(ReadmeTest::row).toList());
    }

    @Test
    void has_the_Java_that_ClientTest_runs() throws IOException {
        var source = Files.readString(Path.of("src/test/java/io/holdfast/standalone/ClientTest.java"));
        var run = source.lines()
                .dropWhile(line -> !line.endsWith("// README: begin"))
                .skip(1)
                .takeWhile(line -> !line.endsWith("// README: end"))
                .map(String::strip);
        assertThat(Readme.block("Calling it from a program", "java").stream().map(String::strip))
                .isNotEmpty()
                .containsExactlyElementsOf(run.toList());
    }

    private static String row(ProblemType type) {
        var always = type.always().stream().map(ReadmeTest::words).collect(Collectors.joining(", "));
        var sometimes = type.sometimes().stream()
                .filter(fact -> fact != Fact.MESSAGE)
                .map(ReadmeTest::words)
                .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        type.slug(),
                        type.statuses().stream()
                                .map(status -> String.valueOf(status.value()))
                                .collect(Collectors.joining(", ")),
                        type.retry(),
                        sometimes.isEmpty() ? always : always + "; sometimes " + sometimes)
                .replace("|  |", "| |");
    }

    private static String words(Fact fact) {
        var name = "`%s`".formatted(fact.wireName());
        return switch (fact.kind()) {
            case TEXT, NUMBER, TIME, LINK, TEXTS -> name;
            case OBJECTS, PROBLEMS ->
                fact.parts().isEmpty()
                        ? "`%s[]`".formatted(fact.wireName())
                        : fact.parts().stream()
                                .map(ReadmeTest::words)
                                .collect(Collectors.joining(", ", "`%s[]` {".formatted(fact.wireName()), "}"));
        };
    }

    private static List<String> names(Class<?>... families) {
        return Stream.of(families)
                .flatMap(family -> Stream.<Class<?>>of(family.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .toList();
    }

    /** The cells of a column in the first table of a section, without its head. */
    private static List<String> column(String section, int number) {
        return rows(section).stream()
                .map(row -> row.split("\\|", -1)[number + 1].strip())
                .toList();
    }

    /** The rows of the first table of a section, without its head. */
    private static List<String> rows(String section) {
        var table = Readme.text().substring(Readme.text().indexOf(section));
        return table.lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }
}
