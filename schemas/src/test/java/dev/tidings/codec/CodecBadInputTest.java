package dev.tidings.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contract.CancelSend;
import dev.tidings.contract.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CodecBadInputTest {
    private static final long SEED = 4711;
    private static final CancelSend CANCEL = new CancelSend("id", "acme", "orders", Map.of());

    private final Codec codec = Codec.singleObject();
    private final Codec confluent = Codec.withRegistry(new MapRegistry());

    @Test
    void emptyAndNullAreUndecodable() {
        assertThat(codec.decode(new RecordHeaders(), null)).isInstanceOf(Decoded.Undecodable.class);
        assertThat(codec.decode(new RecordHeaders(), new byte[0])).isInstanceOf(Decoded.Undecodable.class);
    }

    @Test
    void unknownTypeIsToldAsSuchWhateverTheBytes() {
        assertThat(codec.decode(type("com.example.Other"), new byte[] {1}))
                .isEqualTo(new Decoded.UnknownType("com.example.Other"));
    }

    @Test
    void typeThatContradictsTheSchemaIsUndecodable() {
        assertThat(codec.decode(type("dev.tidings.avro.SendTask"), codec.encode("topic", CANCEL)))
                .isEqualTo(new Decoded.Undecodable("unreadable: ce_type and schema name different types"));
    }

    @Test
    void unknownFingerprintFirstByteAndSchemaIdAreUndecodable() {
        byte[] bytes = codec.encode("topic", CANCEL);
        bytes[5]++;
        assertThat(codec.decode(new RecordHeaders(), bytes)).asString().contains("fingerprint");
        assertThat(codec.decode(new RecordHeaders(), new byte[] {7, 7}))
                .asString()
                .contains("wire format");
        assertThat(confluent.decode(new RecordHeaders(), new byte[] {0, 0, 0, 1, 1}))
                .asString()
                .contains("no such schema");
    }

    @Test
    void schemaOfTheRegistryThatIsNoEventIsUndecodable() {
        MapRegistry registry = new MapRegistry();
        int id = registry.idOf("subject", Schema.create(Schema.Type.STRING));
        assertThat(Codec.withRegistry(registry).decode(new RecordHeaders(), new byte[] {0, 0, 0, 0, (byte) id, 0}))
                .isEqualTo(new Decoded.Undecodable("unreadable: the schema is not one of an event"));
    }

    @Test
    void whatTheFirstBytesSayIsToldWithoutTheBody() {
        byte[] known = codec.encode("topic", CANCEL);
        byte[] unknown = known.clone();
        unknown[2]++;
        String fingerprint = HexFormat.of().formatHex(known, 2, 10);
        assertThat(codec.form(known))
                .isEqualTo(new ValueForm.SingleObject(fingerprint, Optional.of("dev.tidings.avro.CancelSend")));
        assertThat(codec.form(unknown))
                .isInstanceOfSatisfying(
                        ValueForm.SingleObject.class,
                        form -> assertThat(form.schema()).isEmpty());
        assertThat(confluent.form(confluent.encode("topic", CANCEL)))
                .isInstanceOfSatisfying(
                        ValueForm.Registered.class,
                        form -> assertThat(form.schema()).contains("dev.tidings.avro.CancelSend"));
        assertThat(codec.form(new byte[] {0, 0, 0, 1, 2, 9}))
                .isEqualTo(new ValueForm.Registered(258, Optional.empty()));
        assertThat(codec.form(new byte[] {(byte) 0xC3, 1, 2})).isEqualTo(new ValueForm.Other(0xC3));
        assertThat(codec.form(new byte[] {0})).isEqualTo(new ValueForm.Other(0));
        assertThat(codec.form("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(new ValueForm.Other('{'));
        assertThat(codec.form(new byte[0])).isEqualTo(new ValueForm.Empty());
        assertThat(codec.form(null)).isEqualTo(new ValueForm.Empty());
    }

    @Test
    void everyCauseSaysThatItIsOneOfReading() {
        byte[] cut = Arrays.copyOf(codec.encode("topic", CANCEL), 11);
        for (byte[] bytes : List.of(new byte[0], new byte[] {7}, new byte[] {(byte) 0xC3, 1}, cut)) {
            assertThat(codec.decode(new RecordHeaders(), bytes))
                    .isInstanceOfSatisfying(
                            Decoded.Undecodable.class,
                            bad -> assertThat(bad.cause()).startsWith(Decoded.UNREADABLE));
        }
    }

    @Test
    void registryThatIsAwayIsNoFaultOfTheRecord() {
        SchemaRegistry away = new SchemaRegistry() {
            @Override
            public int idOf(String subject, Schema schema) {
                throw new SchemaRegistryUnavailableException("away", new IOException());
            }

            @Override
            public Schema schemaOf(int id) {
                throw new SchemaRegistryUnavailableException("away", new IOException());
            }
        };
        assertThatThrownBy(() -> Codec.withRegistry(away).decode(new RecordHeaders(), new byte[] {0, 0, 0, 0, 1}))
                .isInstanceOf(SchemaRegistryUnavailableException.class);
    }

    @Test
    void cutOffAnywhereIsUndecodable() {
        RandomEvents events = new RandomEvents(new Random(SEED), RandomEvents.Fill.FULL);
        for (Class<? extends Event> type : RandomEvents.types()) {
            Event event = events.event(type);
            for (Codec each : List.of(codec, confluent)) {
                byte[] bytes = each.encode("topic", event);
                for (int length = 0; length < bytes.length; length++) {
                    assertThat(each.decode(new RecordHeaders(), Arrays.copyOf(bytes, length)))
                            .as("%s cut to %d, seed %d", type.getSimpleName(), length, SEED)
                            .isInstanceOf(Decoded.Undecodable.class);
                }
            }
        }
    }

    @Test
    void bytesLeftOverAreUndecodable() {
        RandomEvents events = new RandomEvents(new Random(SEED), RandomEvents.Fill.FULL);
        for (Class<? extends Event> type : RandomEvents.types()) {
            byte[] bytes = codec.encode("topic", events.event(type));
            assertThat(codec.decode(new RecordHeaders(), Arrays.copyOf(bytes, bytes.length + 1)))
                    .isInstanceOf(Decoded.Undecodable.class);
        }
    }

    @Test
    void textBeyondTheLimitIsRefusedByTheLimit() throws IOException {
        byte[] bytes = cancel(out -> out.writeString("x".repeat(1_048_577)));
        assertThat(codec.decode(new RecordHeaders(), bytes)).asString().contains("SystemLimitException");
    }

    @Test
    void collectionBeyondTheLimitIsRefusedByTheLimit() throws IOException {
        byte[] bytes = cancel(out -> {
            out.writeString("id");
            out.writeString("acme");
            out.writeString("orders");
            out.writeMapStart();
            out.setItemCount(AvroLimits.MAX_ITEMS + 1);
            for (int i = 0; i <= AvroLimits.MAX_ITEMS; i++) {
                out.startItem();
                out.writeString("k" + i);
                out.writeString("v");
            }
            out.writeMapEnd();
        });
        assertThat(codec.decode(new RecordHeaders(), bytes)).asString().contains("SystemLimitException");
    }

    @Test
    void causeHoldsNothingOfTheBytes() {
        byte[] bytes = codec.encode("topic", new CancelSend("+6581234567", "acme", "orders", Map.of()));
        assertThat(codec.decode(new RecordHeaders(), Arrays.copyOf(bytes, bytes.length - 1)))
                .asString()
                .doesNotContain("6581234567");
    }

    @Test
    void garbageNeverThrowsAndWhatIsReadCanBeWrittenAgain() {
        Random random = new Random(SEED);
        List<byte[]> samples = RandomEvents.types().stream()
                .map(type -> new RandomEvents(random, RandomEvents.Fill.MIXED).event(type))
                .map(event -> codec.encode("topic", event))
                .toList();
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = garbage(random, samples);
            try {
                if (codec.decode(new RecordHeaders(), bytes) instanceof Decoded.Known(Event event)) {
                    codec.encode("topic", event);
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + SEED + ", input " + i, e);
            }
        }
    }

    private static byte[] garbage(Random random, List<byte[]> samples) {
        byte[] sample = samples.get(random.nextInt(samples.size())).clone();
        return switch (random.nextInt(3)) {
            case 0 -> noise(random, 0);
            case 1 -> {
                byte[] noise = noise(random, 10);
                System.arraycopy(sample, 0, noise, 0, 10);
                yield noise;
            }
            default -> {
                for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                    sample[random.nextInt(sample.length)] = (byte) random.nextInt();
                }
                yield sample;
            }
        };
    }

    private static byte[] noise(Random random, int atLeast) {
        byte[] noise = new byte[atLeast + random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private interface Body {
        void write(BinaryEncoder out) throws IOException;
    }

    private byte[] cancel(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(codec.encode("topic", CANCEL), 0, 10);
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        body.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static Headers type(String type) {
        return new RecordHeaders().add(EventHeaders.TYPE, type.getBytes(StandardCharsets.UTF_8));
    }
}
