package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.standalone.Readme.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's session, typed into a shell, prints what the README says. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeIT {

    private static final String NEXT = "--- next ---";

    @Test
    void prints_what_it_says(@TempDir Path data, @TempDir Path folder) throws Exception {
        var steps = Readme.session();
        assertThat(steps).hasSizeGreaterThan(5);
        try (var program = Program.packaged(data)) {
            var printed = type(steps, program.http().port(), folder);
            for (int i = 0; i < steps.size(); i++) {
                assertThat(printed.get(i))
                        .as(steps.get(i).command())
                        .isEqualTo(steps.get(i).output().stream()
                                .map(ReadmeIT::withoutIdsAndTimes)
                                .toList());
            }
        }
    }

    private static List<List<String>> type(List<Step> steps, int port, Path folder)
            throws IOException, InterruptedException {
        var script = new StringBuilder();
        steps.forEach(step ->
                script.append(step.command()).append("\necho '").append(NEXT).append("'\n"));
        var shell = new ProcessBuilder("sh", "-c", script.toString().replace("localhost:8080", "127.0.0.1:" + port))
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
