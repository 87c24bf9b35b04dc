package dev.tidings.testbed.broker;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.SmsService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Records for one partition that no service can make anything of. */
final class BadRecords {
    /** Stands in keys, values and headers, and must not turn up in a cause or in a log. */
    static final String CANARY = "canary-7c1e";

    private static final int MEBIBYTE = 1024 * 1024;

    private final Codec codec = Codec.singleObject();
    private final Entrance entrance;
    private final int partition;
    private final byte[] good;

    BadRecords(Entrance entrance, int partition) {
        this.entrance = entrance;
        this.partition = partition;
        this.good = codec.encode(entrance.topic, entrance.event("never"));
    }

    /** Bytes that are no event of this topic, and events under a key that is not theirs. */
    List<ProducerRecord<byte[], byte[]>> unreadable() {
        byte[] other = codec.encode(entrance.topic, new SmsService("demo", true, null));
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(List.of(
                of(RawProducer.bytes("no known format: " + CANARY)),
                of(random(100)),
                of(concat(bytes(0xC3, 0x01, 1, 2, 3, 4, 5, 6, 7, 8), RawProducer.bytes(CANARY))),
                of(bytes(0xC3, 0x01, 0x00)),
                of(concat(bytes(0, 0, 0, 0, 1), Arrays.copyOfRange(good, 10, good.length))),
                of(bytes(0)),
                of(new byte[0]),
                RawProducer.bare(entrance.topic, partition, RawProducer.bytes(CANARY), null),
                RawProducer.bare(entrance.topic, partition, null, RawProducer.bytes(CANARY)),
                of(Arrays.copyOf(good, good.length - 3)),
                of(concat(good, bytes(7))),
                of(other),
                of(good, typed(Codec.type(new SmsService("demo", true, null))))));
        if (entrance.isKeyedByRequest()) {
            all.add(RawProducer.bare(entrance.topic, partition, null, good));
            all.add(of(good, new RecordHeaders()));
        }
        return all;
    }

    /** Types of a later version: nobody can say whether they are good. */
    List<ProducerRecord<byte[], byte[]>> ofUnknownType() {
        return List.of(
                of(good, typed("dev.tidings.avro.Later")),
                of(RawProducer.bytes("of another format: " + CANARY), typed(CANARY)),
                of(new byte[0], typed("x".repeat(10_000))));
    }

    /** As large as the broker takes them; some only because they shrink when they are compressed. */
    List<ProducerRecord<byte[], byte[]>> large() {
        Headers wide = new RecordHeaders().add(CANARY, new byte[2 * MEBIBYTE]);
        Headers many = new RecordHeaders();
        for (int i = 0; i < 100_000; i++) {
            many.add("h", bytes(1));
        }
        return List.of(
                of(random(MEBIBYTE - 2_000)),
                of(new byte[3 * MEBIBYTE]),
                of(random(100), wide),
                of(random(100), new RecordHeaders().add("h", random(MEBIBYTE - 2_000))),
                of(random(100), many),
                RawProducer.bare(entrance.topic, partition, new byte[2 * MEBIBYTE], random(100)),
                RawProducer.bare(entrance.topic, partition, random(MEBIBYTE - 2_000), random(100)));
    }

    /** Larger than any broker of Tidings takes. */
    ProducerRecord<byte[], byte[]> tooLargeForTheBroker() {
        return of(random(MEBIBYTE + 1));
    }

    private ProducerRecord<byte[], byte[]> of(byte[] value) {
        return of(value, new RecordHeaders().add("traceparent", RawProducer.bytes(CANARY)));
    }

    private ProducerRecord<byte[], byte[]> of(byte[] value, Headers headers) {
        return new ProducerRecord<>(entrance.topic, partition, RawProducer.bytes(CANARY), value, headers);
    }

    private static Headers typed(String type) {
        return new RecordHeaders(
                EventHeaders.of("id", type, "test", Samples.now()).toArray());
    }

    /** The same at every run. */
    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        // No wire format begins like this.
        bytes[0] = 0x7F;
        return bytes;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** So much metadata that what is made of the record is too large to be written. */
    static Map<String, String> heavyMetadata() {
        Map<String, String> heavy = new TreeMap<>();
        for (int i = 0; i < 3; i++) {
            heavy.put("k" + i, "v".repeat(MEBIBYTE / 2));
        }
        return heavy;
    }
}
