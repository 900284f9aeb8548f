package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder belongs to one process. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecondProcessIT {

    @Test
    void is_told_so_in_a_line_and_does_not_disturb_the_first(@TempDir Path data) {
        try (var first = Program.packaged(data)) {
            assertThatThrownBy(() -> Program.packaged(data))
                    .hasMessageContaining("Another process uses the database in the data folder.")
                    .hasMessageContaining("Stop it, or start this one with another --holdfast.data=<folder>.")
                    .message()
                    .doesNotContain("\tat ");
            assertThat(first.http().post("/inventory", "{\"sku\":\"TEA\"}").status())
                    .isEqualTo(201);
        }
    }
}
