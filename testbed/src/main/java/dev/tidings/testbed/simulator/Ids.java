package dev.tidings.testbed.simulator;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Ids in the providers' own shapes. Safe to share between threads. */
final class Ids {
    private final RandomGenerator random;

    Ids(RandomGenerator random) {
        this.random = random;
    }

    String whatsappMessage() {
        return "wamid." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(24));
    }

    String trace() {
        return "A" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(16));
    }

    String smsMessage() {
        return "SM" + HexFormat.of().formatHex(bytes(16));
    }

    String challenge() {
        return HexFormat.of().formatHex(bytes(8));
    }

    /** A number of milliseconds, both ends included. */
    synchronized long between(long least, long most) {
        return least == most ? least : random.nextLong(least, most + 1);
    }

    private synchronized byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
