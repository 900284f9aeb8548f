package io.holdfast.http;

import io.holdfast.ledger.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Tells whether two requests ask for the same: who asks, the method, the path, the query and the bytes of the body, hashed.
 * Other headers do not count: a retry may come by another way.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(BufferedRequest request) {
        var digest = sha256();
        update(digest, Caller.CURRENT.get().actor());
        update(digest, request.getMethod());
        update(digest, request.getRequestURI());
        update(digest, Objects.requireNonNullElse(request.getQueryString(), ""));
        digest.update(request.body());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
