package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.standalone.Readme.Step;
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

/** The README's sessions, typed into a shell, print what the README says. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeIT {

    private static final String NEXT = "--- next ---";
    private static final String CALLING = "Calling it from a program";

    @Test
    void prints_what_it_says(@TempDir Path data, @TempDir Path folder) throws Exception {
        var steps = new ArrayList<>(Readme.session("A session"));
        steps.addAll(Readme.session(CALLING));
        if (!hasNode()) {
            steps.removeIf(step -> step.command().startsWith("node "));
        }
        assertThat(steps).hasSizeGreaterThan(10);
        try (var program = Program.packaged(data)) {
            int port = program.http().port();
            var script = String.join("\n", Readme.block(CALLING, "js"));
            Files.writeString(folder.resolve("order.mjs"), at(port, script));
            var printed = type(steps, port, folder);
            for (int i = 0; i < steps.size(); i++) {
                assertThat(printed.get(i))
                        .as(steps.get(i).command())
                        .isEqualTo(steps.get(i).output().stream()
                                .map(ReadmeIT::withoutIdsAndTimes)
                                .toList());
            }
        }
    }

    /** JavaScript is run where it can be; to build Holdfast nobody needs it. */
    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static String at(int port, String text) {
        return text.replace("localhost:8080", "127.0.0.1:" + port);
    }

    private static List<List<String>> type(List<Step> steps, int port, Path folder)
            throws IOException, InterruptedException {
        var script = new StringBuilder();
        steps.forEach(step ->
                script.append(step.command()).append("\necho '").append(NEXT).append("'\n"));
        var shell = new ProcessBuilder("sh", "-c", at(port, script.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        var printed = new ArrayList<List<String>>();
        for (var part : output.split(NEXT + "\n", -1)) {
            printed.add(part.lines().map(ReadmeIT::withoutIdsAndTimes).toList());
        }
        return printed;
    }

    private static String withoutIdsAndTimes(String line) {
        return line.replaceAll("(order|shipment)-[0-9a-f-]{36}", "$1-ID")
                .replaceAll("\"correlationId\":\"[0-9a-f-]{36}\"", "\"correlationId\":\"ID\"")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "TIME");
    }
}
