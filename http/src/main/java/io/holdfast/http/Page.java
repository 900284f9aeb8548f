package io.holdfast.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * One page of a list.
 *
 * @param items what is on it
 * @param next where the next page is, relative to the service; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Items of a page if the caller does not say. */
    public static final String DEFAULT_LIMIT = "50";

    /** The most items a page may have. */
    public static final int MAX_LIMIT = 500;

    /**
     * The page of the current request.
     *
     * @param rows up to {@code limit} rows and one more, which tells whether there is a next page
     * @param body how a row is shown
     * @param key what {@code after} must be to go on behind a row
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> body, Function<R, String> key) {
        var items = rows.stream().limit(limit).map(body).toList();
        return new Page<>(items, rows.size() > limit ? after(key.apply(rows.get(limit - 1))) : null);
    }

    /**
     * The page of the current request, for a list that knows by itself where it goes on.
     *
     * @param next what {@code after} must be to go on behind the page; null on the last page
     */
    public static <T> Page<T> of(List<T> items, @Nullable String next) {
        return new Page<>(items, next == null ? null : after(next));
    }

    private static String after(String key) {
        var request = ServletUriComponentsBuilder.fromCurrentRequest();
        request.build().getQueryParams().keySet().stream()
                .filter(name -> URLDecoder.decode(name, StandardCharsets.UTF_8).equals("after"))
                .forEach(request::replaceQueryParam);
        var next = request.queryParam("after", key).build();
        return next.getPath() + "?" + next.getQuery();
    }
}
