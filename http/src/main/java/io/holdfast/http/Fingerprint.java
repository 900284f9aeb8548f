package io.holdfast.http;

import io.holdfast.ledger.Caller;
import io.holdfast.ledger.Pepper;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;

/**
 * Tells whether two requests ask for the same: who asks, the method, the path, the query and the bytes of the body, hashed
 * with a secret, because a body may have personal data and the hash is for ever. Other headers do not count: a retry may
 * come by another way.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(BufferedRequest request, Pepper pepper) {
        var hash = pepper.hash();
        update(hash, Caller.CURRENT.get().actor());
        update(hash, request.getMethod());
        update(hash, request.getRequestURI());
        update(hash, Objects.requireNonNullElse(request.getQueryString(), ""));
        return HexFormat.of().formatHex(hash.doFinal(request.body()));
    }

    private static void update(Mac hash, String part) {
        hash.update(part.getBytes(StandardCharsets.UTF_8));
        hash.update((byte) 0);
    }
}
