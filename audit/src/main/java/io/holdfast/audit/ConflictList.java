package io.holdfast.audit;

import io.holdfast.http.conflict.Conflict;
import io.holdfast.http.conflict.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists refused commands, newest first: so those that are refused meanwhile are not in the way. */
public final class ConflictList {

    private final JdbcClient database;

    public ConflictList(JdbcClient database) {
        this.database = database;
    }

    /**
     * Which of them to list; what is null does not matter.
     *
     * @param subjects what they must all be about
     * @param kind the slug of a problem
     * @param from the first moment
     * @param to the moment after the last one
     * @param after the last conflict of the page before
     */
    public record Filter(
            List<Subject> subjects,
            @Nullable String actor,
            @Nullable String kind,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UUID after) {}

    /** The newest so many that fit. */
    public List<Conflict> list(Filter filter, int limit) {
        var query = new Query(filter);
        var conflicts = database.sql(query.sql())
                .params(query.values)
                .param("limit", limit)
                .query(ConflictList::conflict)
                .list();
        var subjects = subjects(conflicts.stream().map(Conflict::id).toList());
        return conflicts.stream()
                .map(conflict -> about(conflict, subjects.getOrDefault(conflict.id(), Set.of())))
                .toList();
    }

    /**
     * Puts the conditions together. If a subject is asked for, its index leads: it has the newest of that subject first, however
     * many or few there are.
     */
    private static final class Query {

        private static final String FOUND = "found.kind = :kind? and found.subject = :subject?";
        private static final String ALSO_ABOUT = """
                exists (select 1 from conflict_subjects also
                        where also.conflict_id = conflicts.id and also.kind = :kind? and also.subject = :subject?)""";

        private final List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        private final Map<String, Object> values = new HashMap<>();
        private final String id;
        private final boolean isLed;

        Query(Filter filter) {
            isLed = !filter.subjects().isEmpty();
            id = isLed ? "found.conflict_id" : "conflicts.id";
            for (int i = 0; i < filter.subjects().size(); i++) {
                conditions.add((i == 0 ? FOUND : ALSO_ABOUT).replace("?", String.valueOf(i)));
                values.put("kind" + i, filter.subjects().get(i).kind().name());
                values.put("subject" + i, filter.subjects().get(i).id());
            }
            where("conflicts.actor = :actor", "actor", filter.actor());
            where("conflicts.kind = :kind", "kind", filter.kind());
            where(id + " >= :from", "from", least(filter.from()));
            where(id + " < :to", "to", least(filter.to()));
            where(id + " < :after", "after", filter.after());
        }

        private static @Nullable UUID least(@Nullable Instant time) {
            return time == null ? null : Conflict.leastIdAt(time);
        }

        private void where(String condition, String name, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                values.put(name, value);
            }
        }

        String sql() {
            return """
                    select id, actor, request, status, conflicts.kind, detail, facts, correlation
                    from %s
                    where %s
                    order by %s desc
                    fetch first :limit rows only
                    """.formatted(
                    isLed ? "conflict_subjects found join conflicts on conflicts.id = found.conflict_id" : "conflicts",
                    String.join(" and ", conditions),
                    id);
        }
    }

    private Map<UUID, Set<Subject>> subjects(List<UUID> conflicts) {
        var subjects = new HashMap<UUID, Set<Subject>>();
        if (!conflicts.isEmpty()) {
            database.sql("select conflict_id, kind, subject from conflict_subjects where conflict_id in (:conflicts)")
                    .param("conflicts", conflicts)
                    .query(row -> {
                        subjects.computeIfAbsent(row.getObject("conflict_id", UUID.class), id -> new HashSet<>())
                                .add(new Subject(
                                        Subject.Kind.valueOf(row.getString("kind")), row.getString("subject")));
                    });
        }
        return subjects;
    }

    private static Conflict conflict(ResultSet row, int index) throws SQLException {
        return new Conflict(
                row.getObject("id", UUID.class),
                row.getString("actor"),
                row.getString("request"),
                row.getInt("status"),
                row.getString("kind"),
                row.getString("detail"),
                row.getString("facts"),
                row.getString("correlation"),
                Set.of());
    }

    private static Conflict about(Conflict conflict, Set<Subject> subjects) {
        return new Conflict(
                conflict.id(),
                conflict.actor(),
                conflict.request(),
                conflict.status(),
                conflict.kind(),
                conflict.detail(),
                conflict.facts(),
                conflict.correlation(),
                subjects);
    }
}
