package io.holdfast.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * H2's files {@code journaled:<path>}: plain files, of which a power cut leaves what was in them at the last sync, or
 * at a sync that was just going on, and nothing in between. See {@link JournaledFile}.
 */
public final class FilePathJournaled extends FilePathWrapper {

    static final String SCHEME = "journaled";

    private static final Logger LOG = LoggerFactory.getLogger(FilePathJournaled.class);
    private static final Set<String> LOST = ConcurrentHashMap.newKeySet();

    private static final String DATABASE = ".mv.db";
    private static final String JOURNAL = ".journal";
    private static final long JOURNAL_BYTES = 32 << 20;

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

    /**
     * Opens nothing that this process knows better than the disk: readers have seen, and gone beyond, commits that are
     * gone. The next process begins with what is there.
     */
    @Override
    public FileChannel open(String mode) throws IOException {
        if (!name.endsWith(DATABASE) || mode.equals("r")) {
            return super.open(mode);
        }
        if (LOST.contains(name)) {
            throw new IOException("The database has failed; the process has to be started again.");
        }
        return new JournaledFile(super.open(mode), journal(), JOURNAL_BYTES, this::lost);
    }

    private void lost() {
        LOST.add(name);
        LOG.error(
                "H2 has failed on {}. Nothing that was answered is lost, but this process has to be started again.",
                name);
    }

    @Override
    public void delete() {
        super.delete();
        journal().delete();
    }

    private FilePath journal() {
        return FilePath.get(getBase() + JOURNAL);
    }
}
