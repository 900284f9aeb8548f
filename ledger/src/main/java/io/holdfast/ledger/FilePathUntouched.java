package io.holdfast.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2's files {@code untouched:<path>}: what {@link FilePathJournaled} wrote, for whoever only looks. */
public final class FilePathUntouched extends FilePathWrapper {

    static final String SCHEME = "untouched";

    /** H2 makes one for each file. */
    public FilePathUntouched() {}

    /** Makes these files known to H2. */
    static void register() {
        FilePath.register(new FilePathUntouched());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return FilePathJournaled.isDatabase(name)
                ? new UntouchedFile(super.open("r"), FilePathJournaled.journalOf(getBase()))
                : super.open(mode);
    }

    /** H2 opens a file that cannot be written in another way, in which it cannot tidy up after a crash. */
    @Override
    public boolean canWrite() {
        return true;
    }
}
