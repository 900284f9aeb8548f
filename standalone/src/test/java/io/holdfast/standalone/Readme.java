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

    /** The steps of its sessions, one after the other. */
    static List<Step> session() {
        var steps = new ArrayList<Step>();
        boolean typed = false;
        for (var line : text().lines().toList()) {
            if (line.startsWith("```")) {
                typed = line.equals("```console");
            } else if (typed && line.startsWith("$ ")) {
                steps.add(new Step(line.substring(2), new ArrayList<>()));
            } else if (typed) {
                steps.getLast().output().add(line);
            }
        }
        return steps;
    }

    /** The lines of the first block in a language in a chapter. */
    static List<String> block(String chapter, String language) {
        return text().lines()
                .dropWhile(line -> !line.equals("## " + chapter))
                .dropWhile(line -> !line.equals("```" + language))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
    }
}
