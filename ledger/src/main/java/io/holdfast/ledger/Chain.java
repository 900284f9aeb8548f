package io.holdfast.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Ties every entry to all entries before it: its hash is SHA-256 over the hash of the entry before and every column of its
 * own. So nothing can be changed, inserted or taken out without changing every hash that follows.
 *
 * <p>What is hashed: the 32 bytes of the previous hash; then each column in the order of {@link Entry}, a number as eight
 * bytes, most significant first, a text as the length of its UTF-8 bytes in four bytes and those bytes, a missing text as
 * the length -1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6234">RFC 6234, SHA-256</a>
 * @see <a href="https://doi.org/10.1007/BF00196791">Haber and Stornetta, How to time-stamp a digital document, 1991</a>
 */
public final class Chain {

    /** What the first entry is tied to. */
    public static final String START = "0".repeat(64);

    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest sha256;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private String last;

    /** A chain that goes on behind an entry with this hash. */
    public Chain(String last) {
        this.last = last;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The hash of the entry that was added last. */
    public String last() {
        return last;
    }

    /** The hash that this entry must have behind those that were added before; its own hash does not matter. */
    public String add(Entry entry) {
        sha256.update(HEX.parseHex(last));
        update(entry.position());
        update(entry.streamId());
        update(entry.streamVersion());
        update(entry.streamType());
        update(entry.eventId());
        update(entry.eventType());
        update(entry.revision());
        update(entry.recordedAt());
        update(entry.payload());
        update(entry.metadata());
        update(entry.operationId());
        last = HEX.formatHex(sha256.digest());
        return last;
    }

    private void update(long value) {
        sha256.update(number.clear().putLong(value).flip());
    }

    private void update(@Nullable String text) {
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        sha256.update(number.clear().putInt(bytes == null ? -1 : bytes.length).flip());
        if (bytes != null) {
            sha256.update(bytes);
        }
    }
}
