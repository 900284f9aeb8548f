package io.holdfast.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a request goes: path and query, relative to the service. Whatever is put in stays one segment or one value. */
final class Target {

    private final StringBuilder path = new StringBuilder();
    private final StringBuilder query = new StringBuilder();

    private Target() {}

    /** The path of these segments. */
    static Target of(String... segments) {
        var target = new Target();
        for (var segment : segments) {
            target.path.append('/').append(segment(segment));
        }
        return target;
    }

    /** Something of a stock item. */
    static Target of(Item item, String... below) {
        var target = of("inventory", item.sku());
        for (var segment : below) {
            target.path.append('/').append(segment(segment));
        }
        return target.at(item);
    }

    /** With the location, if it is not the one that is meant if none is said. */
    Target at(Item item) {
        return with("location", item.location().equals(Item.MAIN) ? null : item.location());
    }

    /** With a query parameter; null leaves it out. */
    Target with(String name, @Nullable Object value) {
        if (value != null) {
            query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(value.toString()));
        }
        return this;
    }

    private static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("No part of a path: '%s'".formatted(text)); // it would lead elsewhere
        }
        return encoded(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return path + query.toString();
    }
}
