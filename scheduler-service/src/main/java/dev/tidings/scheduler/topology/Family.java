package dev.tidings.scheduler.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * The kinds of entries in the hold's one store, each under its first byte: one store is one changelog partition in every
 * transaction, and one RocksDB instance, where a store for each would be four.
 */
enum Family {
    /** One entry: how far the due ones are done. */
    CURSOR((byte) 1),
    /** What waits, by due time. */
    DUE((byte) 2),
    /** Where what waits stands, by id. */
    KEPT((byte) 3),
    /** What has ended, by span and id. */
    REMEMBERED((byte) 4),
    /** How campaigns stand, by campaign. */
    CAMPAIGN((byte) 5),
    /** Requests that were due while their campaign was paused, by campaign, order and due time. */
    PARKED((byte) 6);

    private final byte code;

    Family(byte code) {
        this.code = code;
    }

    /** The key of an entry. */
    Bytes key(byte[] rest) {
        byte[] key = new byte[1 + rest.length];
        key[0] = code;
        System.arraycopy(rest, 0, key, 1, rest.length);
        return Bytes.wrap(key);
    }

    Bytes key(String id) {
        return key(id.getBytes(StandardCharsets.UTF_8));
    }

    /** The key of an entry of one of many successive numbers, which sort by number. */
    Bytes key(long number, String id) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES + name.length)
                .put(code)
                .putLong(number)
                .put(name)
                .array());
    }

    /** Before every key of the family. */
    Bytes start() {
        return Bytes.wrap(new byte[] {code});
    }

    /** Behind every key of the family; no key itself. */
    Bytes end() {
        return Bytes.wrap(new byte[] {(byte) (code + 1)});
    }

    /** The key without the family. */
    static byte[] rest(Bytes key) {
        byte[] whole = key.get();
        byte[] rest = new byte[whole.length - 1];
        System.arraycopy(whole, 1, rest, 0, rest.length);
        return rest;
    }
}
