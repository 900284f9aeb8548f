package io.holdfast.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One field that an event changed, as the API shows it.
 *
 * @param field where, a JSON Pointer; of what was taken out of a list the place that it had, of what was added the place that
 *     it has
 * @param before missing if there was nothing
 * @param after missing if there is nothing any more
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
 */
public record Change(
        String field, @Nullable Object before, @Nullable Object after) {

    /** What is different, field by field. What is nothing and an empty list are the same. */
    static List<Change> between(JsonNode before, JsonNode after) {
        var changes = new ArrayList<Change>();
        compare("", before, after, changes);
        return List.copyOf(changes);
    }

    private static void compare(String field, JsonNode before, JsonNode after, List<Change> changes) {
        if (before.equals(after) || (isNothing(before) && isNothing(after))) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            var names = new ArrayList<>(before.propertyNames());
            names.addAll(after.propertyNames());
            names.stream()
                    .distinct()
                    .forEach(
                            name -> compare(field + "/" + escaped(name), before.path(name), after.path(name), changes));
        } else if (before.isArray() && after.isArray()) {
            compareLists(field, before, after, changes);
        } else {
            changes.add(new Change(field, value(before), value(after)));
        }
    }

    /** Lists are the same at both ends; what is between was changed in place if it is as long, else replaced. */
    private static void compareLists(String field, JsonNode before, JsonNode after, List<Change> changes) {
        int shorter = Math.min(before.size(), after.size());
        int front = 0;
        while (front < shorter && before.get(front).equals(after.get(front))) {
            front++;
        }
        int back = 0;
        while (back < shorter - front
                && before.get(before.size() - 1 - back).equals(after.get(after.size() - 1 - back))) {
            back++;
        }
        var nothing = JsonNodeFactory.instance.missingNode();
        boolean inPlace = before.size() == after.size();
        for (int i = front; i < before.size() - back; i++) {
            compare(field + "/" + i, before.get(i), inPlace ? after.get(i) : nothing, changes);
        }
        for (int i = front; !inPlace && i < after.size() - back; i++) {
            compare(field + "/" + i, nothing, after.get(i), changes);
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
    }

    private static @Nullable Object value(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }
}
