package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.customer.CustomerCommand;
import io.holdfast.events.customer.CustomerEvent;
import io.holdfast.events.inventory.StockItemEvent;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.http.ProblemType;
import io.holdfast.inventory.StockItemCommand;
import io.holdfast.order.OrderCommand;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The README's tables say what the code says. Its session is run by {@link ReadmeIT}. */
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

    @Test
    void has_a_row_for_every_problem_with_its_status_and_its_advice() {
        var section = "## What it answers when it says no";
        var slugs = column(section, 0);
        var statuses = column(section, 1);
        var advice = column(section, 2);
        assertThat(Stream.iterate(0, i -> i + 1)
                        .limit(slugs.size())
                        .map(i -> slugs.get(i).replace("`", "") + " " + statuses.get(i) + " " + advice.get(i)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(ProblemType.values())
                        .map(type -> type.slug() + " " + type.status().value() + " " + type.retry())
                        .toList());
    }

    private static List<String> names(Class<?>... families) {
        return Stream.of(families)
                .flatMap(family -> Stream.<Class<?>>of(family.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .toList();
    }

    /** The cells of a column in the first table of a section, without its head. */
    private static List<String> column(String section, int number) {
        var table = Readme.text().substring(Readme.text().indexOf(section));
        return table.lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(row -> row.split("\\|", -1)[number + 1].strip())
                .toList();
    }
}
