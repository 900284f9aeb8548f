package io.holdfast.client;

import java.util.List;
import java.util.Map;

/** What a change would do. If it would be refused, there is the refusal instead of this. */
public record DryRun(List<Event> events) {

    /**
     * An event that would be stored.
     *
     * @param stream what it would happen to
     * @param summary the event in words
     */
    public record Event(String stream, String type, Map<String, Object> data, String summary) {}
}
