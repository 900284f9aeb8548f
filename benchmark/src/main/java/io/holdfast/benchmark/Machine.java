package io.holdfast.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where the figures come from: without it they mean little. */
final class Machine {

    private Machine() {}

    /** One line. */
    static String describe(Plan plan) throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %s memory; %s %s, %s; JDK %s; load average %.1f before the start; "
                        + "warm-up of each process until its code is compiled, at most %d s, "
                        + "%d s for each load, which is measured for %d s.",
                find("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
                system.getAvailableProcessors(),
                gibibytes(find("/proc/meminfo", "MemTotal", "unknown")),
                system.getName(),
                system.getVersion(),
                Files.getFileStore(plan.work()).type(),
                System.getProperty("java.version"),
                system.getSystemLoadAverage(),
                plan.warmUp().toSeconds(),
                plan.settle().toSeconds(),
                plan.measured().toSeconds());
    }

    private static String gibibytes(String kibibytes) {
        var number = kibibytes.replaceAll("\\D", "");
        return number.isEmpty() ? kibibytes : (Long.parseLong(number) >> 20) + " GiB";
    }

    /** A value from a file of {@code name: value} lines that only Linux has. */
    private static String find(String file, String name, String otherwise) throws IOException {
        var path = Path.of(file);
        if (!Files.exists(path)) {
            return otherwise;
        }
        return Files.readAllLines(path).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }
}
