package io.holdfast.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
import org.h2.store.fs.FilePath;

/**
 * Lets a database of H2 have been created an hour earlier; all its parts are older by an hour then. H2 writes over what
 * it has not needed for 45 seconds: so it does that at once, as in a program that has run for long.
 */
final class Ageing {

    private static final int COPY_BYTES = 4_096;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final Pattern HEADER =
            Pattern.compile("(?s)(?<before>H:2,.*created:)(?<created>\\p{XDigit}+)(?<after>,.*),fletcher:.*");

    private Ageing() {}

    /** @param folder of a database that nobody uses */
    static void byAnHour(Path folder) throws IOException {
        try (var file = FilePath.get("journaled:" + folder.resolve("holdfast.mv.db"))
                        .open("rw");
                var lock = file.tryLock()) {
            for (int copy = 0; lock.isValid() && copy < 2; copy++) {
                var bytes = ByteBuffer.allocate(COPY_BYTES);
                file.read(bytes, (long) copy * COPY_BYTES);
                var header = HEADER.matcher(new String(bytes.array(), StandardCharsets.ISO_8859_1));
                if (header.matches()) {
                    var created = Long.parseLong(header.group("created"), 16) - HOUR_MILLIS;
                    var text = header.group("before") + Long.toHexString(created) + header.group("after");
                    file.write(block(text + ",fletcher:" + fletcher(text) + "\n"), (long) copy * COPY_BYTES);
                }
            }
            file.force(true);
        }
    }

    private static ByteBuffer block(String text) {
        return ByteBuffer.allocate(COPY_BYTES)
                .put(text.getBytes(StandardCharsets.ISO_8859_1))
                .rewind();
    }

    private static String fletcher(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
    }
}
