package io.holdfast.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The README, as its readers see it. */
final class Readme {

    private Readme() {}

    /** A command and what it printed. */
    record Step(String command, List<String> output) {}

    static String text() {
        try {
            return Files.readString(Path.of("..", "README.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The steps of its session. */
    static List<Step> session() {
        var steps = new ArrayList<Step>();
        text().lines()
                .dropWhile(line -> !line.equals("```console"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .forEach(line -> {
                    if (line.startsWith("$ ")) {
                        steps.add(new Step(line.substring(2), new ArrayList<>()));
                    } else {
                        steps.getLast().output().add(line);
                    }
                });
        return steps;
    }
}
