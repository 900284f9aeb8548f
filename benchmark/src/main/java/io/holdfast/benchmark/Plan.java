package io.holdfast.benchmark;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What to measure, and for how long.
 *
 * @param program the packaged service
 * @param work where databases and logs are kept meanwhile: on the disk that is to be measured
 * @param databases {@code h2}, {@code postgres}
 * @param clients how many clients at once, one load after the other; the last number is the one that is paced too
 * @param warmUp how long a new process works before anything counts, at most: until its code is compiled
 * @param settle how long each load runs before it counts
 * @param measured how long it counts
 * @param results the folder that gets the tables and the chart
 * @param jvm options of the JVM under test
 */
record Plan(
        Path program,
        Path work,
        List<String> databases,
        List<Contender> contenders,
        List<Integer> clients,
        Duration warmUp,
        Duration settle,
        Duration measured,
        Path results,
        List<String> jvm) {

    /** Reads {@code --name=value} arguments; all of them must be there. */
    static Plan of(String... arguments) {
        var values = new HashMap<String, String>();
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return new Plan(
                Path.of(value(values, "--program")),
                Path.of(value(values, "--work")),
                list(value(values, "--databases"), ","),
                list(value(values, "--systems"), ",").stream()
                        .map(Contender::named)
                        .toList(),
                list(value(values, "--clients"), ",").stream()
                        .map(Integer::valueOf)
                        .toList(),
                seconds(value(values, "--warm-up")),
                seconds(value(values, "--settle")),
                seconds(value(values, "--measure")),
                Path.of(value(values, "--results")),
                list(value(values, "--jvm"), " "));
    }

    private static String value(Map<String, String> values, String name) {
        return requireNonNull(values.get(name), name);
    }

    private static List<String> list(String value, String separator) {
        return Stream.of(value.split(separator)).filter(part -> !part.isBlank()).toList();
    }

    private static Duration seconds(String value) {
        return Duration.ofSeconds(Long.parseLong(value));
    }
}
