package io.holdfast.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a caller wants done once, however often it has to ask (docs/decisions/0009). Bound while a request runs, it
 * makes {@link Commands#send} and {@link Commands#once} do the work at most once for ever: the ledger keeps its name with the
 * first event that it brings about, in a unique column.
 *
 * <p>A service gets it for free for everything that is one command. What takes several goes through {@link Commands#once}, and
 * takes the ids of what it creates from {@link #newId}, so that a retry goes on with what a dead attempt has begun.
 */
public final class Operation {

    /** The operation of the request that runs in this thread, if its caller gave it a name. */
    public static final ScopedValue<Operation> CURRENT = ScopedValue.newInstance();

    private static final Pattern VERSION_7 =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

    private final String name;
    private final String fingerprint;
    private final Runnable whenReplayed;
    private Claims.@Nullable Claim claim;

    /**
     * @param name what its caller calls it, unique for ever; up to 200 characters
     * @param fingerprint what was asked for, in digits: the same name with another one is a mistake; up to 100 characters
     * @param whenReplayed is told before the first result is answered again
     */
    public Operation(String name, String fingerprint, Runnable whenReplayed) {
        this.name = name;
        this.fingerprint = fingerprint;
        this.whenReplayed = whenReplayed;
    }

    /**
     * An id for what the current request creates, greater than those before it. In an operation it is the same each time that
     * it is asked for with the same arguments: then it grows with time only if the operation's name does, which is when that is
     * a UUIDv7.
     *
     * @param attempt counts from 1, one more when what the one before had begun was given up
     * @param what tells apart what must not have the same id
     */
    public static UUID newId(int attempt, String what) {
        return isUnderWay() ? CURRENT.get().id(attempt, what) : TimeOrderedIds.next();
    }

    /** Whether what the current request does is to be recognised when it is repeated. */
    public static boolean isUnderWay() {
        return CURRENT.isBound() && !DryRun.CURRENT.isBound();
    }

    /**
     * Whether certainly nobody else works on the same operation, so that what it holds may be given back. If not, somebody else
     * may hold it by now under the same id.
     */
    public static boolean isAlone() {
        if (!isUnderWay()) {
            return true;
        }
        var claim = CURRENT.get().claim;
        return claim != null && claim.isHeld();
    }

    /** The metadata of the command that makes it true. */
    static Map<String, ?> metadata() {
        return isUnderWay()
                ? Map.of(
                        Caller.OPERATION, CURRENT.get().name,
                        Caller.FINGERPRINT, CURRENT.get().fingerprint)
                : Map.of();
    }

    String name() {
        return name;
    }

    String fingerprint() {
        return fingerprint;
    }

    void replayed() {
        whenReplayed.run();
    }

    boolean isClaimed() {
        return claim != null;
    }

    void claimed(Claims.@Nullable Claim by) {
        claim = by;
    }

    private UUID id(int attempt, String what) {
        var hash = ByteBuffer.wrap(sha256(name, fingerprint, String.valueOf(attempt), what));
        long high = hash.getLong();
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return VERSION_7.matcher(name).matches()
                ? new UUID((UUID.fromString(name).getMostSignificantBits() & ~0xFFFL) | (high & 0xFFFL), low)
                : new UUID((high & ~0xF000L) | 0x8000L, low);
    }

    private static byte[] sha256(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            Arrays.stream(parts).forEach(part -> {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
