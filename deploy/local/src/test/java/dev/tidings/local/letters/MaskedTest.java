package dev.tidings.local.letters;

import static dev.tidings.local.letters.Letters.UNREADABLE;
import static dev.tidings.local.letters.Letters.buried;
import static dev.tidings.local.letters.Letters.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {
    private static final String CANARY = "canary@example.com";

    private final Codec codec = Codec.singleObject();

    @ParameterizedTest
    @CsvSource({
        "order-4711,                       tidings.requests,        order-4711",
        "+6581234567,                      tidings.requests,        '11 bytes, not shown'",
        "6581234567,                       tidings.requests,        '10 bytes, not shown'",
        "65-8123-4567,                     tidings.requests,        '12 bytes, not shown'",
        "ann@example.com,                  tidings.requests,        '15 bytes, not shown'",
        "00112233445566778899aabbccddeeff, tidings.dispatch.normal, 00112233445566778899aabbccddeeff",
        "order-4711,                       tidings.dispatch.normal, '10 bytes, not shown'",
        "order-4711,                       tidings.receipts,        '10 bytes, not shown'",
        "order-4711,                       elsewhere,               '10 bytes, not shown'"
    })
    void aKeyIsShownWhereItHasTheFormOfAnId(String key, String topic, String shown) {
        assertThat(Masked.key(Letters.of(1, bytes(key), bytes("x"), buried(topic, 0, 1, UNREADABLE))))
                .isEqualTo(shown);
    }

    @Test
    void aKeyMayBeMissing() {
        assertThat(Masked.key(Letters.of(1, null, bytes("x"), buried(Topics.REQUESTS, 0, 1, UNREADABLE))))
                .isEqualTo("none");
    }

    @Test
    void ofAValueItsSizeItsFormAndItsSchemaAreTold() {
        byte[] known = codec.encode(Topics.REQUESTS, Letters.request("r1"));
        byte[] unknown = known.clone();
        unknown[9]++;
        assertThat(value(known))
                .startsWith(known.length + " bytes, single-object encoding, fingerprint ")
                .endsWith(", the schema of dev.tidings.avro.SendRequest");
        assertThat(value(unknown)).endsWith(", of no schema that is known here");
        assertThat(value(new byte[] {0, 0, 0, 0, 7, 1}))
                .isEqualTo("6 bytes, Confluent wire format, schema 7, of no schema that is known here");
        assertThat(value(bytes("{}"))).isEqualTo("2 bytes, of no known wire format, its first byte is 7b");
        assertThat(value(new byte[0])).isEqualTo("empty");
        assertThat(value(null)).isEqualTo("empty");
    }

    private String value(byte @Nullable [] value) {
        return Masked.value(Letters.of(1, bytes("r1"), value, buried(Topics.REQUESTS, 0, 1, UNREADABLE)), codec);
    }

    @Test
    void whatWasCutSaysHowLargeItWas() {
        Letter cut = Letters.of(
                1,
                bytes("r1"),
                bytes("{}"),
                buried(Topics.REQUESTS, 0, 1, UNREADABLE).add(DeadLetterHeaders.SIZE, bytes("5000000")));
        assertThat(Masked.value(cut, codec)).endsWith("its first byte is 7b, cut from 5,000,000 bytes");
    }

    @Test
    void theTypeIsTheHeadersOrTheSchemas() {
        Letter typed = Letters.readable(1);
        Letter bare = Letters.of(1, bytes("r1"), typed.record().value(), buried(Lane.NORMAL.topic(), 0, 1, UNREADABLE));
        assertThat(Masked.type(typed, codec)).contains("SendRequest");
        assertThat(Masked.type(bare, codec)).contains("SendRequest");
        assertThat(Masked.type(Letters.garbage(1, CANARY), codec)).isEmpty();
    }

    @Test
    void nothingThatAStrangerWroteIsShown() {
        Letter letter = Letters.garbage(1, CANARY);
        letter.record()
                .headers()
                .add(EventHeaders.TYPE, bytes(CANARY))
                .add(DeadLetterHeaders.REPLAY_OF, bytes(CANARY))
                .add(DeadLetterHeaders.REPLAYS, bytes(CANARY));
        Verdict verdict = new Judge(codec, new Replays(), () -> Letters.NOW).of(letter);
        LetterText text = new LetterText(ZoneOffset.UTC);
        Summary summary = Summary.of(letter, codec, verdict);
        String shown = text.line(summary)
                + text.page(letter, codec, verdict)
                + LetterJson.list(List.of(summary), 1, false)
                + LetterJson.page(letter, codec, verdict);
        assertThat(shown).contains("1@1").doesNotContain("canary").doesNotContain("example.com");
        assertThat(Masked.headers(letter)).isEqualTo("ce_type and 1 other");
    }

    @Test
    void aPageTellsAllThatMayBeKnown() {
        Letter letter = Letters.readable(1);
        letter.record()
                .headers()
                .add(DeadLetterHeaders.REPLAY_OF, bytes("1@0"))
                .add(DeadLetterHeaders.REPLAYS, bytes("2"));
        Verdict verdict = new Judge(codec, new Replays(), () -> Letters.NOW).of(letter);
        String page = String.join("\n", new LetterText(ZoneOffset.UTC).page(letter, codec, verdict));
        assertThat(page.replaceAll("\\d+ bytes, .*", "…")).isEqualTo("""
                dead letter 1@1   2026-11-30 09:59:00
                  read at    tidings.requests-3@501
                  published  2026-11-30 08:00:00
                  cause      unreadable: the body does not fit its schema: no known schema has this fingerprint
                  type       SendRequest
                  key        r1
                  value      …
                  headers    ce_type
                  before     it was dead letter 1@0, replayed; 2 replays until now
                  replay     it can be read by now: ./tidings dead-letters replay 1@1""");
    }

    @Test
    void aLineTellsWhatTheLetterWasBefore() {
        Letter letter = Letters.readable(1);
        letter.record().headers().add(DeadLetterHeaders.REPLAY_OF, bytes("1@0"));
        Summary summary = Summary.of(letter, codec, new Verdict.Ready("why"));
        assertThat(new LetterText(ZoneOffset.UTC).line(summary))
                .startsWith("1@1        2026-11-30 09:59:00  tidings.requests-3@501 ")
                .contains(" SendRequest ", " ready ")
                .endsWith("fingerprint (it was 1@0, replayed)");
        assertThat(LetterText.count(1)).isEqualTo("1 dead letter");
        assertThat(LetterText.count(0)).isEqualTo("0 dead letters");
    }

    @Test
    void aCauseThatAStrangerMadeUpIsOneShortLine() {
        Letter letter = Letters.of(1, null, null, buried(Topics.REQUESTS, 0, 1, "x\n\u001b[31m" + "y".repeat(10_000)));
        assertThat(letter.cause()).startsWith("x  [31my").hasSize(301);
    }
}
