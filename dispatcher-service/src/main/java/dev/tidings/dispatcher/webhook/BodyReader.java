package dev.tidings.dispatcher.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Reads bodies of senders that nobody has checked yet: each is bounded, and so are all of them together. Memory is taken
 * as bytes come, so announcing a large body costs nothing.
 */
final class BodyReader {
    private static final int CHUNK = 16 * 1024;

    private final int limit;
    private final Semaphore chunks;

    BodyReader(WebhookProperties properties) {
        this.limit = Math.toIntExact(properties.bodyLimit().toBytes());
        // One chunk more than the largest body has: a body is known to be too long only by the byte after it.
        this.chunks = new Semaphore(Math.toIntExact(properties.memoryLimit().toBytes() / CHUNK) + 2);
    }

    /** What came of reading a body. */
    sealed interface Body {
        /** All of it. To be closed when it is no longer used. */
        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Whole(byte[] bytes, Runnable release) implements Body, AutoCloseable {
            @Override
            public void close() {
                release.run();
            }
        }

        /** It is longer than is allowed. */
        record TooLong() implements Body {}

        /** Too many others are being read. */
        record NoRoom() implements Body {}
    }

    Body read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int taken = 0;
        boolean whole = false;
        try {
            while (true) {
                if (!chunks.tryAcquire()) {
                    return new Body.NoRoom();
                }
                taken++;
                byte[] chunk = in.readNBytes(Math.min(CHUNK, limit + 1 - bytes.size()));
                bytes.writeBytes(chunk);
                if (bytes.size() > limit) {
                    return new Body.TooLong();
                }
                if (chunk.length < CHUNK) {
                    whole = true;
                    int held = taken;
                    return new Body.Whole(bytes.toByteArray(), () -> chunks.release(held));
                }
            }
        } finally {
            if (!whole) {
                chunks.release(taken);
            }
        }
    }
}
