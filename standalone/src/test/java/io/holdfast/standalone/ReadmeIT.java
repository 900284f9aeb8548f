package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.standalone.Readme.Step;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's sessions, typed into a shell, print what the README says. From the first one that needs no service on, they
 * are typed when it has stopped.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeIT {

    private static final String PROGRAM = "standalone/target/holdfast.jar";
    private static final String JDK =
            Path.of(System.getProperty("java.home"), "bin").toString();
    private static final String NEXT = "--- next ---";
    private static final String SERVICE = "localhost:8080";

    @Test
    void prints_what_it_says(@TempDir Path folder) throws Exception {
        var steps = new ArrayList<>(Readme.session());
        if (!hasNode()) {
            steps.removeIf(step -> step.command().startsWith("node "));
        }
        assertThat(steps).hasSizeGreaterThan(10);
        int stop = firstOffline(steps);
        try (var program = Program.packaged(Files.createDirectory(folder.resolve("data")))) {
            var here = "127.0.0.1:" + program.http().port();
            var script = String.join("\n", Readme.block("Calling it from a program", "js"));
            Files.writeString(folder.resolve("order.mjs"), script.replace(SERVICE, here));
            assertPrints(steps.subList(0, stop), SERVICE, here, folder);
        }
        var program = Path.of("target", "holdfast.jar").toAbsolutePath().toString();
        assertPrints(steps.subList(stop, steps.size()), PROGRAM, program, folder);
    }

    private static int firstOffline(List<Step> steps) {
        int first = 0;
        while (!steps.get(first).command().startsWith("java -jar " + PROGRAM)) {
            first++;
        }
        return first;
    }

    /** JavaScript is run where it can be; to build Holdfast nobody needs it. */
    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** @param there what stands in the README for something that is {@code here} */
    private static void assertPrints(List<Step> steps, String there, String here, Path folder)
            throws IOException, InterruptedException {
        var printed = type(steps, there, here, folder);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(printed.get(i))
                    .as(steps.get(i).command())
                    .isEqualTo(steps.get(i).output().stream()
                            .map(ReadmeIT::withoutIdsAndTimes)
                            .toList());
        }
    }

    private static List<List<String>> type(List<Step> steps, String there, String here, Path folder)
            throws IOException, InterruptedException {
        var script = new StringBuilder();
        steps.forEach(step ->
                script.append(step.command()).append("\necho '").append(NEXT).append("'\n"));
        var builder = new ProcessBuilder("sh", "-c", script.toString().replace(there, here))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        // The JDK that this runs on, whatever the default one is.
        builder.environment().merge("PATH", JDK, (path, jdk) -> jdk + File.pathSeparator + path);
        var shell = builder.start();
        var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        var printed = new ArrayList<List<String>>();
        for (var part : output.split(NEXT + "\n", -1)) {
            printed.add(part.lines().map(ReadmeIT::withoutIdsAndTimes).toList());
        }
        return printed;
    }

    private static String withoutIdsAndTimes(String line) {
        return line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("[0-9a-f]{64}", "HASH")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "TIME");
    }
}
