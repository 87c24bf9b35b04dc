package dev.tidings.testbed.simulator.provider;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** What ids are made of: every provider gives them a shape of its own. Safe to share between threads. */
public final class Ids {
    private final RandomGenerator random;

    public Ids(RandomGenerator random) {
        this.random = random;
    }

    /** So many bytes in lower-case hexadecimal. */
    public String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    /** So many bytes in Base64 as URLs take it, without padding. */
    public String base64(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }

    /** A whole number, both ends included. */
    public synchronized long between(long least, long most) {
        return least == most ? least : random.nextLong(least, most + 1);
    }

    private synchronized byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
