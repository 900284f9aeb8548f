package io.holdfast.http.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the examples of requests and answers. */
final class Examples {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Examples() {}

    /** The example with this name, as plain maps, lists and values. */
    static @Nullable Object read(String name) {
        try (var file = Examples.class.getResourceAsStream("/openapi/" + name + ".json")) {
            return file == null ? null : parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object parse(String json) {
        return JSON.readValue(json, Object.class);
    }

    /** A value as it looks in JSON, as plain maps, lists and values. */
    static Map<?, ?> plain(JsonMapper json, Object value) {
        return json.convertValue(value, Map.class);
    }
}
