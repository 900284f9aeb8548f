package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChainTest {

    static final Entry FIRST = new Entry(
            1,
            "stock-TEA@main",
            0,
            "StockItem",
            "018f0000-0000-7000-8000-000000000001",
            "StockItemRegistered",
            null,
            "2026-11-24T08:00:00.000Z",
            "{\"sku\":\"TEA\",\"name\":\"Thé vert\"}",
            "{\"actor\":\"ada\"}",
            "register-tea",
            "");

    @Test
    void the_hash_is_what_its_description_says() {
        assertThat(new Chain(Chain.START).add(FIRST))
                .as("computed by another program from the description")
                .isEqualTo("1ea82fdb987911708e0d6c7327ebf9387f600db4541dd46799172b6101812809");
    }

    @Test
    void every_column_and_every_entry_before_counts() {
        var variants = List.of(
                FIRST,
                entry(2, "s", 0, "t", "e", "y", null, "r", "p", "m", null),
                entry(1, "s", 0, "t", "e", "y", null, "r", "p", "m", null),
                entry(1, "s2", 0, "t", "e", "y", null, "r", "p", "m", null),
                entry(1, "s", 1, "t", "e", "y", null, "r", "p", "m", null),
                entry(1, "s", 0, "t2", "e", "y", null, "r", "p", "m", null),
                entry(1, "s", 0, "t", "e2", "y", null, "r", "p", "m", null),
                entry(1, "s", 0, "t", "e", "y2", null, "r", "p", "m", null),
                entry(1, "s", 0, "t", "e", "y", "", "r", "p", "m", null),
                entry(1, "s", 0, "t", "e", "y", "1", "r", "p", "m", null),
                entry(1, "s", 0, "t", "e", "y", null, "r2", "p", "m", null),
                entry(1, "s", 0, "t", "e", "y", null, "r", "p2", "m", null),
                entry(1, "s", 0, "t", "e", "y", null, "r", "p", "m2", null),
                entry(1, "s", 0, "t", "e", "y", null, "r", "pm", "", null),
                entry(1, "s", 0, "t", "e", "y", null, "r", "p", "m", ""),
                entry(1, "s", 0, "t", "e", "y", null, "r", "p", "m", "o"));
        var hashes = new HashSet<String>();
        Stream.of(Chain.START, "1".repeat(64))
                .forEach(before -> variants.forEach(entry -> hashes.add(new Chain(before).add(entry))));
        assertThat(hashes).hasSize(2 * variants.size());
    }

    @Test
    void a_chain_goes_on_where_another_one_ended() {
        var whole = new Chain(Chain.START);
        whole.add(FIRST);
        var rest = new Chain(whole.last());
        assertThat(rest.add(FIRST)).isEqualTo(whole.add(FIRST)).isNotEqualTo(new Chain(Chain.START).add(FIRST));
    }

    private static Entry entry(
            long position,
            String stream,
            long version,
            String type,
            String id,
            String event,
            @Nullable String revision,
            String at,
            String payload,
            String metadata,
            @Nullable String operation) {
        return new Entry(position, stream, version, type, id, event, revision, at, payload, metadata, operation, "");
    }
}
