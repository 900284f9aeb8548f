package io.holdfast.ledger.verification;

import java.security.SecureRandom;

/**
 * A number for each of many texts, in 16 bytes per slot: it keeps 64 bits of a hash instead of the text. Two of ten million
 * texts are taken for one with a probability of 1 to 370,000; the hash has a secret of its own each time, so nobody can
 * provide for it.
 */
final class HashTable {

    /** What an unknown text has. */
    static final long NONE = -1;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long secret = new SecureRandom().nextLong();
    private long[] keys = new long[1 << 10];
    private long[] values = new long[1 << 10];
    private int size;

    /** The number of a text, or {@link #NONE}. */
    long get(String text) {
        int slot = slot(hash(text));
        return keys[slot] == 0 ? NONE : values[slot];
    }

    /** Gives a text a number. */
    void put(String text, long value) {
        if (2 * size >= keys.length) {
            grow();
        }
        long hash = hash(text);
        int slot = slot(hash);
        if (keys[slot] == 0) {
            keys[slot] = hash;
            size++;
        }
        values[slot] = value;
    }

    private int slot(long hash) {
        int slot = (int) (hash >>> 20) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != hash) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        var oldKeys = keys;
        var oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private long hash(String text) {
        long hash = secret;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * MIX;
            hash ^= hash >>> 32;
        }
        return hash == 0 ? 1 : hash;
    }
}
