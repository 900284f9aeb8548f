package io.holdfast.client;

import java.net.http.HttpHeaders;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A response, whatever it says. */
record Reply(int status, HttpHeaders headers, String body) implements Exchanged {

    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The version in its entity tag; the tag of a list is none. */
    OptionalLong version() {
        var tag = VERSION.matcher(header("ETag"));
        return tag.matches() ? OptionalLong.of(Long.parseLong(tag.group(1))) : OptionalLong.empty();
    }

    <T> T as(Class<T> type) {
        return Json.MAPPER.readValue(body, type);
    }
}
