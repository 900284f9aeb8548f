package io.holdfast.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * One page of a list; {@link Holdfast#each} goes through them.
 *
 * @param next where the next one is, relative to the service; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The most items that a page may have. */
    public static final int MAX_LIMIT = 500;

    static <T> Page<T> read(Reply reply, Class<T> type) {
        JavaType page = Json.MAPPER.getTypeFactory().constructParametricType(Page.class, type);
        return Json.MAPPER.readValue(reply.body(), page);
    }
}
