package io.holdfast.ledger;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A secret that is kept beside the ledger and in none of its events. The ledger is for ever, and whoever may read it can hash
 * what he guesses; with the secret in the hash he learns nothing from it.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver">NIST SP 800-63B, on keyed hashes</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
public final class Pepper {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private Pepper(String hexadecimal) {
        key = new SecretKeySpec(HexFormat.of().parseHex(hexadecimal), ALGORITHM);
    }

    /**
     * The one of this database; draws it if there is none. Of several processes that start at once all have the same.
     *
     * @param durability returns when what was committed is on the disk
     */
    static Pepper keptIn(JdbcClient database, Runnable durability) {
        return new Pepper(read(database).orElseGet(() -> {
            draw(database);
            durability.run();
            return read(database).orElseThrow();
        }));
    }

    private static Optional<String> read(JdbcClient database) {
        return database.sql("select bytes from pepper").query(String.class).optional();
    }

    private static void draw(JdbcClient database) {
        var drawn = new byte[BYTES];
        new SecureRandom().nextBytes(drawn);
        try {
            database.sql("insert into pepper (id, bytes) values (1, ?)")
                    .param(HexFormat.of().formatHex(drawn))
                    .update();
        } catch (DuplicateKeyException somebodyWasFaster) {
            // Theirs is as good.
        }
    }

    /** A hash with the secret in it, SHA-256. For one thread. */
    public Mac hash() {
        try {
            var hash = Mac.getInstance(ALGORITHM);
            hash.init(key);
            return hash;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256.", e);
        }
    }
}
