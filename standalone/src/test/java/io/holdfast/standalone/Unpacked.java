package io.holdfast.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged program as its own tools take it apart, with an archive of its classes, so that it starts in half the time. Made
 * once for each package.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
final class Unpacked {

    private static final Path JAR = Path.of("target", "holdfast.jar");
    private static final Path FOLDER = Path.of("target", "unpacked");
    private static final Path UNPACKED = FOLDER.resolve("holdfast.jar");
    private static final Path ARCHIVE = FOLDER.resolve("holdfast.aot");

    private Unpacked() {}

    /** Arguments of a JVM that runs another main class on top of the program. */
    static List<String> with(Class<?> main) {
        return arguments("-cp", UNPACKED + File.pathSeparator + System.getProperty("java.class.path"), main.getName());
    }

    /** Arguments of a JVM that runs the program. */
    static List<String> asItIs() {
        return arguments("-jar", UNPACKED.toString());
    }

    private static List<String> arguments(String... program) {
        make();
        var arguments = new ArrayList<>(List.of("-XX:AOTCache=" + ARCHIVE));
        arguments.addAll(List.of(program));
        return arguments;
    }

    private static synchronized void make() {
        try {
            if (Files.exists(ARCHIVE)
                    && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(JAR)) > 0) {
                return;
            }
            FileSystemUtils.deleteRecursively(FOLDER);
            var unpack = Program.java(
                    "-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", FOLDER.toString());
            int code = new ProcessBuilder(unpack).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("It cannot be unpacked: " + code);
            }
            var data = Files.createDirectory(FOLDER.resolve("data"));
            new Program(List.of("-XX:AOTCacheOutput=" + ARCHIVE, "-jar", UNPACKED.toString()), data).close();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
