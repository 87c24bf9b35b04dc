package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.EntryId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * The kinds of entries in the hold's one store, each under its first byte: one store is one changelog partition in every
 * transaction, and one RocksDB instance, where a store for each would be five.
 */
enum Family {
    /** One entry: how far those due have been passed. What it has passed of {@link #DUE} was released. */
    CURSOR((byte) 1),
    /** What is known of each id: all of it in the changelog, and here how it stands and where it waits, or how it ended. */
    ID((byte) 2),
    /** What waits or was released, by due time. Follows from {@link #ID}, and is in no changelog. */
    DUE((byte) 3),
    /** What has ended, by the hour. Follows from {@link #ID}, and is in no changelog. */
    ENDED((byte) 4),
    /** How campaigns stand, by campaign. */
    CAMPAIGN((byte) 5),
    /** Requests that were due while their campaign was paused, by campaign, order and due time. */
    PARKED((byte) 6),
    /** What waits and was put where the cursor had been already, by due time. Follows from {@link #ID}, and is in no changelog. */
    BEHIND((byte) 7),
    /**
     * One entry: how far what was released of {@link #DUE} has been stripped, so that no start walks over what lay there. Not 8: it
     * stands at its start, and a walk over the family before includes its end.
     */
    STRIPPED((byte) 9);

    private final byte code;

    Family(byte code) {
        this.code = code;
    }

    boolean has(Bytes key) {
        return key.get()[0] == code;
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

    static Bytes id(EntryId entry) {
        byte[] name = entry.id().getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[2 + name.length];
        key[0] = ID.code;
        key[1] = entry.kind().code();
        System.arraycopy(name, 0, key, 2, name.length);
        return Bytes.wrap(key);
    }

    /** The key, of a family that sorts by number, of the same id: its kind and name stay as they are. */
    Bytes of(long number, Bytes id) {
        byte[] from = id.get();
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + from.length)
                .put(code)
                .putLong(number)
                .put(from, 1, from.length - 1)
                .array());
    }

    /** The id's key, of one of a family that sorts by number. */
    static Bytes idOf(Bytes numbered) {
        byte[] from = numbered.get();
        byte[] key = new byte[from.length - Long.BYTES];
        key[0] = ID.code;
        System.arraycopy(from, 1 + Long.BYTES, key, 1, key.length - 1);
        return Bytes.wrap(key);
    }

    /** The number, of a key of a family that sorts by it. */
    static long number(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(1);
    }

    /** Before every key of the family. */
    Bytes start() {
        return Bytes.wrap(new byte[] {code});
    }

    /** Before every key of the family that has this number or a later one. */
    Bytes from(long number) {
        return Bytes.wrap(
                ByteBuffer.allocate(1 + Long.BYTES).put(code).putLong(number).array());
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
