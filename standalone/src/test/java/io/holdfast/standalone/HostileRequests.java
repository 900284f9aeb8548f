package io.holdfast.standalone;

import static io.holdfast.standalone.Nonsense.oneOf;

import io.holdfast.standalone.Draft.Ending;
import io.holdfast.standalone.Draft.Framing;
import io.holdfast.standalone.Draft.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes up requests, any number of them, the same ones from the same seed. Each write has at least one {@link Flaw} because
 * of which a correct service stores nothing; and there may be any nonsense beside it.
 */
final class HostileRequests {

    /** Why a write stores nothing. */
    private enum Flaw {
        PARAMETER,
        IF_MATCH,
        NOBODY,
        BODY,
        FIELD,
        UNREAD_BODY,
        TYPE,
        ACCEPT,
        ACTOR,
        KEY,
        METHOD,
        CUT_OFF,
        TOO_LARGE,
        DRY_RUN
    }

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** A field and its value, if that is no object or list. */
    private static final Pattern FIELD = Pattern.compile("(\"\\w+\":)(\"[^\"]*\"|[\\w.+-]+)");

    private final List<ApiOperation> operations;
    private final Map<String, String> there;
    private final long seed;

    /** @param there what is there, by the name that it has in a path */
    HostileRequests(List<ApiOperation> operations, Map<String, String> there, long seed) {
        this.operations = operations;
        this.there = there;
        this.seed = seed;
    }

    /** The request of this number, one for every operation in turn. */
    Message request(int number) {
        var dice = new SplittableRandom(seed * 1_000_000_007L + number);
        var draft = new Draft();
        draft.header("Holdfast-Actor: fuzz-" + number);
        int kind = dice.nextInt(100);
        if (kind < 6) {
            return wild(dice);
        }
        if (kind < 24) {
            elsewhere(draft, dice);
        } else {
            var operation = operations.get(number % operations.size());
            if (operation.reads()) {
                read(draft, operation, dice);
            } else {
                write(draft, operation, dice);
            }
            twistPath(draft, dice);
        }
        for (int extra = dice.nextInt(4); extra > 0; extra--) {
            draft.headerIfMissing(Nonsense.header(dice));
        }
        if (dice.nextInt(200) == 0) {
            for (int field = 0; field < 80; field++) {
                draft.header("X-%d: %d".formatted(field, number));
            }
        }
        if (dice.nextInt(20) == 0) {
            draft.version =
                    oneOf(List.of("HTTP/1.0", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/1.1 ", "HTTX/1.1"), dice);
            draft.ending = Ending.END;
        }
        return draft.message();
    }

    private static Message wild(SplittableRandom dice) {
        var text = dice.nextInt(4) == 0
                ? Nonsense.bytes(dice.nextInt(1, 2000), dice) + "\r\n\r\n"
                : oneOf(Nonsense.WILD, dice);
        return new Message(text, false, patience(dice));
    }

    /** Waiting for a service that waits takes seconds, so it is rare. */
    private static Ending patience(SplittableRandom dice) {
        return dice.nextInt(40) == 0 ? Ending.SILENCE : Ending.END;
    }

    /** What nothing is documented about. */
    private void elsewhere(Draft draft, SplittableRandom dice) {
        draft.method = dice.nextInt(3) > 0 ? "GET" : oneOf(List.of("HEAD", "POST", "PUT", "DELETE", "OPTIONS"), dice);
        draft.target = oneOf(Nonsense.PATHS, dice);
        if (dice.nextInt(4) == 0) {
            draft.target += "/" + oneOf(Nonsense.VALUES, dice);
        }
        if (dice.nextInt(4) == 0) {
            draft.parameter("x=" + oneOf(Nonsense.VALUES, dice));
        }
        if (draft.method.startsWith("P")) {
            brokenBody(draft, "{}", dice);
        }
        if (dice.nextInt(3) == 0) {
            draft.header("Accept: " + oneOf(Nonsense.UNACCEPTABLE, dice));
        }
    }

    private void read(Draft draft, ApiOperation operation, SplittableRandom dice) {
        draft.method = oneOf(List.of("GET", "GET", "GET", "HEAD", "OPTIONS"), dice);
        draft.target = path(operation, dice.nextInt(2) == 0, dice);
        for (var name : operation.query()) {
            if (dice.nextInt(3) == 0) {
                draft.parameter(name + "=" + oneOf(Nonsense.VALUES, dice));
            }
        }
        if (dice.nextInt(6) == 0) {
            draft.parameter(oneOf(Nonsense.VALUES, dice) + "=" + oneOf(Nonsense.VALUES, dice));
        }
        if (dice.nextInt(8) == 0) {
            draft.header("Accept: " + oneOf(Nonsense.UNACCEPTABLE, dice));
        }
        if (dice.nextInt(12) == 0) {
            brokenBody(draft, "{}", dice);
        }
    }

    private void write(Draft draft, ApiOperation operation, SplittableRandom dice) {
        var possible = Arrays.stream(Flaw.values())
                .filter(flaw -> isPossible(flaw, operation))
                .toList();
        var flaw = oneOf(possible, dice);
        draft.method = operation.method();
        draft.target = path(operation, flaw != Flaw.NOBODY && dice.nextInt(4) > 0, dice);
        if (operation.body() != null) {
            draft.body(operation.body());
            draft.framing = oneOf(List.of(Framing.LENGTH, Framing.LENGTH, Framing.CHUNKED), dice);
        }
        spoil(draft, operation, flaw, dice);
        if (flaw != Flaw.DRY_RUN && dice.nextInt(4) == 0) {
            spoil(draft, operation, oneOf(possible, dice), dice);
        }
        if (operation.method().equals("POST") && dice.nextInt(4) == 0) {
            draft.headerIfMissing("Idempotency-Key: \"%d\"".formatted(dice.nextInt(50)));
        }
    }

    private static boolean isPossible(Flaw flaw, ApiOperation operation) {
        return switch (flaw) {
            case BODY, FIELD, TYPE, CUT_OFF -> operation.body() != null;
            case UNREAD_BODY -> operation.body() == null;
            case NOBODY -> operation.path().contains("{");
            case KEY -> operation.method().equals("POST");
            case DRY_RUN -> operation.query().contains("dryRun");
            case PARAMETER, IF_MATCH, ACCEPT, ACTOR, METHOD, TOO_LARGE -> true;
        };
    }

    private void spoil(Draft draft, ApiOperation operation, Flaw flaw, SplittableRandom dice) {
        var body = Objects.requireNonNullElse(operation.body(), "{}");
        switch (flaw) {
            case PARAMETER ->
                draft.parameter(oneOf(List.of("x", "Limit", "%00", "dryrun", "_method", "a[]"), dice) + "="
                        + oneOf(Nonsense.VALUES, dice));
            case IF_MATCH ->
                draft.header("If-Match: "
                        + oneOf(
                                List.of(
                                        "garbage",
                                        "\"",
                                        "W/\"0\"",
                                        "\"0\", garbage",
                                        "*, *",
                                        "\"-1\"",
                                        "\"00\"",
                                        "\"x\"",
                                        "\"7777777\""),
                                dice));
            case NOBODY -> {
                // the path says it
            }
            case BODY, UNREAD_BODY -> brokenBody(draft, body, dice);
            case FIELD -> draft.body(brokenField(body, dice));
            case TYPE -> draft.header("Content-Type: " + oneOf(Nonsense.TYPES, dice));
            case ACCEPT -> draft.header("Accept: " + oneOf(Nonsense.UNACCEPTABLE, dice));
            case ACTOR ->
                draft.header("Holdfast-Actor: " + oneOf(List.of("", "\u00e9", "x".repeat(101), "a\tb"), dice));
            case KEY ->
                draft.header("Idempotency-Key: "
                        + oneOf(
                                List.of(
                                        "",
                                        "\"",
                                        "\"\"",
                                        "a b",
                                        "a, b",
                                        "\u00e9",
                                        "x".repeat(101),
                                        "\"a\", \"b\"",
                                        "\"\\x\""),
                                dice));
            case METHOD -> draft.method = oneOf(methods(), dice);
            case CUT_OFF -> {
                draft.framing = oneOf(
                        List.of(Framing.CUT_OFF, Framing.CUT_OFF_CHUNKED, Framing.BAD_CHUNK, Framing.HUGE_CHUNK), dice);
                draft.ending = patience(dice);
            }
            case TOO_LARGE -> draft.body(body + " ".repeat(dice.nextInt(256 * 1024, 400_000)));
            case DRY_RUN -> draft.parameter("dryRun=true");
        }
    }

    /** Those that no operation has. */
    private List<String> methods() {
        return Nonsense.METHODS.stream()
                .filter(method ->
                        operations.stream().noneMatch(one -> one.method().equals(method)))
                .toList();
    }

    /** A body that is not what it should be, wherever it is sent. */
    private static void brokenBody(Draft draft, String sound, SplittableRandom dice) {
        var field = "{\"nonsense\":%s," + sound.substring(1);
        switch (dice.nextInt(12)) {
            case 0 -> draft.body(sound.substring(0, dice.nextInt(1, sound.length())));
            case 1 -> draft.body(sound + oneOf(List.of("{}", "]", "x", "\u0000", sound), dice));
            case 2 ->
                draft.body(oneOf(
                        List.of("[]", "5", "\"\"", "NaN", "nonsense", "---\nsku: A", "<a/>", "{}}", "[".repeat(5000)),
                        dice));
            case 3 -> draft.body("{\"a\":".repeat(dice.nextInt(10, 3000)) + "1");
            case 4 -> draft.body(field.formatted("1e" + "9".repeat(dice.nextInt(1, 2000))));
            case 5 ->
                draft.body(field.formatted(
                        oneOf(List.of("NaN", "-Infinity", "0x1", "01", ".5", "'a'", "1_000", "+1"), dice)));
            case 6 -> draft.body("\uFEFF" + field.formatted("1"));
            case 7 ->
                draft.body = field.formatted("1")
                        .getBytes(oneOf(
                                List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32BE),
                                dice));
            case 8 ->
                draft.body =
                        field.formatted("\"" + Nonsense.bytes(50, dice) + "\"").getBytes(StandardCharsets.ISO_8859_1);
            case 9 -> draft.body(field.formatted("\"" + "x".repeat(dice.nextInt(100_000)) + "\\ud800\""));
            case 10 -> {
                draft.body(field.formatted("{\"a\":1,\"a\":2}"));
                draft.header("Content-Type: application/json; charset="
                        + oneOf(List.of("utf-16", "utf-7", "x", "\"", "ISO-8859-1", "\u00e9", "IBM037"), dice));
            }
            default -> {
                draft.body(field.formatted("1"));
                draft.framing = oneOf(List.of(Framing.values()), dice);
            }
        }
    }

    /** Something that is sound but for one known field, at any depth, whose value no field may have. */
    private static String brokenField(String sound, SplittableRandom dice) {
        var known = FIELD.matcher(sound).results().toList();
        var field = oneOf(known, dice);
        var value = oneOf(Nonsense.FIELDS, dice);
        return sound.substring(0, field.start(2)) + value + sound.substring(field.end(2));
    }

    /** The path of an operation: of what is there, or of what is not. */
    private String path(ApiOperation operation, boolean alive, SplittableRandom dice) {
        return VARIABLE.matcher(operation.path())
                .replaceAll(variable -> Matcher.quoteReplacement(alive ? alive(operation, variable) : missing(dice)));
    }

    private String alive(ApiOperation operation, MatchResult variable) {
        var collection = operation.path().split("/", -1)[1];
        var name = variable.group(1);
        return there.getOrDefault(collection + "/" + name, there.getOrDefault(name, "NOTHING"));
    }

    private static String missing(SplittableRandom dice) {
        var value = oneOf(Nonsense.VALUES, dice);
        return value.isEmpty() || value.startsWith(".") ? "NOTHING" : value;
    }

    /** Another way to write the same path, which may or may not be understood as that. */
    private static void twistPath(Draft draft, SplittableRandom dice) {
        var path = draft.target;
        draft.target = switch (dice.nextInt(40)) {
            case 0 -> path.replaceFirst("/", "//");
            case 1 -> "/." + path;
            case 2 -> "/x/.." + path;
            case 3 -> path.replaceFirst("\\?|$", ";v=1$0");
            case 4 -> path.replaceFirst("\\?|$", "/$0");
            case 5 -> "http://localhost" + path;
            case 6 -> "http://a b" + path;
            case 7 -> path + "#x";
            case 8 -> path.replace("e", "%65");
            case 9 -> path.replaceFirst("\\?|$", ".json$0");
            default -> path;
        };
    }
}
