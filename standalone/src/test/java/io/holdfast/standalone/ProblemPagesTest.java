package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.Fact;
import io.holdfast.http.ProblemType;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every {@code type} leads to a page, for people and for programs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemPagesTest {

    static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @TempDir
    static Path data;

    static Service service;
    static Http http;

    @BeforeAll
    static void start() {
        service = new Service(data);
        http = service.http();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void a_program_gets_json(ProblemType type) {
        var page = http.get(type.uri().toString());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("application/json");
        assertThat(page.at("/slug").asString()).isEqualTo(type.slug());
        assertThat(page.at("/type").asString()).isEqualTo(type.uri().toString());
        assertThat(page.at("/title").asString()).isEqualTo(type.title());
        assertThat(page.at("/status").valueStream().map(status -> status.asInt()))
                .containsExactlyElementsOf(
                        type.statuses().stream().map(status -> status.value()).toList());
        assertThat(page.at("/retry").asString()).isEqualTo(type.retry().name());
        assertThat(page.at("/advice").asString()).isEqualTo(type.retry().advice());
        assertThat(page.at("/happened").asString()).isNotBlank();
        assertThat(page.at("/clearing").asString()).isNotBlank();
        assertThat(page.at("/request").asString()).matches("(GET|POST|PUT|PATCH|DELETE) /\\S+");
        assertThat(page.at("/facts").valueStream().map(fact -> fact.at("/name").asString()))
                .containsExactlyElementsOf(Stream.of(Fact.EVERY, type.always(), type.sometimes())
                        .flatMap(facts -> facts.stream().map(Fact::wireName))
                        .toList());
        assertThat(page.at("/facts")
                        .valueStream()
                        .map(fact -> fact.at("/meaning").asString()))
                .allSatisfy(meaning -> assertThat(meaning).isNotBlank());
        assertThat(page.at("/example/type").asString()).isEqualTo(type.uri().toString());
        assertThat(Problems.differences(page.at("/example"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void a_browser_gets_html(ProblemType type) {
        var page = http.send(http.request(type.uri().toString()).header("Accept", BROWSER));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.text())
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>" + type.title() + "</h1>")
                .contains("<code>" + type.uri() + "</code>")
                .contains(type.exampleRequest());
        for (var fact : type.always()) {
            assertThat(page.text()).contains("<td><code>" + fact.wireName() + "</code></td>");
        }
    }

    @Test
    void one_page_lists_them_all() {
        var page = http.get("/problems");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.at("/items").valueStream().map(item -> item.at("/slug").asString()))
                .containsExactlyElementsOf(
                        Stream.of(ProblemType.values()).map(ProblemType::slug).toList());
        var html = http.send(http.request("/problems").header("Accept", BROWSER));
        for (var type : ProblemType.values()) {
            assertThat(html.text()).contains("<a href=\"" + type.uri() + "\">");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems/nothing", "/problems/STOCK-HELD", "/problems/stock_held"})
    void another_name_is_not_found(String path) {
        for (var accept : new String[] {"application/json", BROWSER}) {
            var answer = http.send(http.request(path).header("Accept", accept));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("not-found");
            assertThat(answer.at("/id").asString()).isEqualTo(path);
        }
    }

    @Test
    void another_type_is_not_acceptable_and_both_are_named() {
        var answer = http.send(http.request("/problems/gone").header("Accept", "image/png"));
        assertThat(answer.problem()).isEqualTo("not-acceptable");
        assertThat(answer.at("/allowed").valueStream().map(type -> type.asString()))
                .containsExactly("application/json", "text/html");
    }
}
