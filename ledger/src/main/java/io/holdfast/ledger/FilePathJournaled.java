package io.holdfast.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's files {@code journaled:<path>}: plain files, of which a power cut leaves what was in them at the last sync, or at a
 * sync that was just going on, and nothing in between. See {@link JournaledFile}.
 */
public final class FilePathJournaled extends FilePathWrapper {

    static final String SCHEME = "journaled";

    private static final String DATABASE = ".mv.db";
    private static final String JOURNAL = ".journal";

    /** When it is full everybody waits for the disk to catch up: with 32 MiB 35 ms, with this 18. */
    private static final long JOURNAL_BYTES = 8 << 20;

    /** H2 makes one for each file. */
    public FilePathJournaled() {}

    /** Makes these files known to H2. */
    public static void register() {
        FilePath.register(new FilePathJournaled());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        var file = super.open(mode);
        return isDatabase(name) && !mode.equals("r")
                ? new JournaledFile(file, journalOf(getBase()), JOURNAL_BYTES)
                : file;
    }

    @Override
    public void delete() {
        super.delete();
        journalOf(getBase()).delete();
    }

    /** Whether a file with this name has a journal. */
    static boolean isDatabase(String name) {
        return name.endsWith(DATABASE);
    }

    /** Where the journal of a file is. */
    static FilePath journalOf(FilePath file) {
        return FilePath.get(file + JOURNAL);
    }
}
