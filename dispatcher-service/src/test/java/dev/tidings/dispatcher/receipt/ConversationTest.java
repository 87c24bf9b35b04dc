package dev.tidings.dispatcher.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.receipt.ReceiptState.Change;
import dev.tidings.dispatcher.receipt.ReceiptState.Noted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are sent by so many seconds after {@link #START}, and receipts say up to when. */
class ConversationTest {
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    static final String KEY = "0123456789abcdef0123456789abcdef";

    static Correlation sent(int number, int second) {
        return sent("r" + number, 1, "m" + number, at(second), Map.of("order", "" + number));
    }

    private static Correlation sent(
            String request, int attempt, String id, Instant recordedAt, Map<String, String> metadata) {
        return new Correlation(
                request,
                "acme",
                null,
                1,
                attempt,
                START,
                "messenger",
                "shop",
                KEY,
                id,
                attempt > 1,
                START,
                recordedAt,
                null,
                metadata,
                null);
    }

    static Receipt upTo(ReceiptKind kind, int second) {
        return receipt(kind, null, at(second), at(second));
    }

    static Receipt named(ReceiptKind kind, int number, int second) {
        return receipt(kind, "m" + number, null, at(second));
    }

    private static Receipt receipt(ReceiptKind kind, @Nullable String id, @Nullable Instant upTo, Instant occurredAt) {
        return new Receipt(
                "messenger", "shop", KEY, id, upTo, kind, null, null, occurredAt, occurredAt.plusMillis(500));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static Change step(@Nullable ReceiptState state, Event event) {
        return switch (event) {
            case Receipt receipt -> state == null ? ReceiptState.first(receipt) : state.receipt(receipt);
            case Correlation correlation ->
                state == null ? ReceiptState.first(correlation) : state.correlation(correlation);
            default -> throw new IllegalArgumentException("neither");
        };
    }

    /** What was published, as message:status. */
    private static List<String> play(List<? extends Event> events) {
        ReceiptState state = null;
        List<String> published = new ArrayList<>();
        for (Event event : events) {
            Change change = step(state, event);
            change.results().stream().map(ConversationTest::told).forEach(published::add);
            state = change.next();
        }
        return published;
    }

    private static String told(DeliveryResult result) {
        return result.requestId() + ":" + result.status();
    }

    private static ReceiptState after(Event... events) {
        ReceiptState state = null;
        for (Event event : events) {
            state = step(state, event).next();
        }
        return Objects.requireNonNull(state);
    }

    /** cN@S: message N was sent by second S. dS, rS: delivered, read up to S. DN@S: message N was delivered at S. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "c1@1 c2@2 c3@9 d5, r1:DELIVERED r2:DELIVERED",
                "c1@1 c2@2 c3@9 d5 r5, r1:DELIVERED r2:DELIVERED r1:READ r2:READ",
                "c1@1 r5 d5, r1:READ",
                "c1@5 r5, r1:READ",
                "c1@6 r5, -",
                "r5 c1@1, r1:READ",
                "d5 r5 c1@1, r1:DELIVERED r1:READ",
                "r5 c1@6, -",
                "c1@1 d5 d5 d3, r1:DELIVERED",
                "c1@1 d5 c2@4 d9, r1:DELIVERED r2:DELIVERED",
                "c1@9 D1@5, r1:DELIVERED",
                "c1@9 D2@5, -",
                "D1@5 c1@9, r1:DELIVERED",
                "D1@5 D1@5 c1@9 D1@5, r1:DELIVERED",
                // What was delivered by the fifth second was sent before the read that came up to it.
                "c1@9 D1@5 r5, r1:DELIVERED r1:READ",
                "c1@9 r5 D1@5, r1:DELIVERED r1:READ",
                "r5 D1@5 c1@9, r1:DELIVERED r1:READ",
                "c1@1 c1@1 d5 c1@1, r1:DELIVERED"
            })
    void movesForwardOnlyAndOnce(String script, @Nullable String published) {
        List<Event> events =
                Stream.of(script.split(" ", -1)).map(ConversationTest::parsed).toList();
        assertThat(play(events)).isEqualTo(published == null ? List.of() : List.of(published.split(" ", -1)));
    }

    private static Event parsed(String word) {
        String[] parts = word.substring(1).split("@", -1);
        int number = Integer.parseInt(parts[0]);
        return switch (word.charAt(0)) {
            case 'c' -> sent(number, Integer.parseInt(parts[1]));
            case 'd' -> upTo(ReceiptKind.DELIVERED, number);
            case 'r' -> upTo(ReceiptKind.READ, number);
            default -> named(ReceiptKind.DELIVERED, number, Integer.parseInt(parts[1]));
        };
    }

    @Test
    void saysWhatTheMessageAndTheReceiptSay() {
        DeliveryResult result =
                step(after(sent(1, 1)), upTo(ReceiptKind.READ, 5)).results().getFirst();
        assertThat(result.eventId()).isEqualTo("r1/1/1/READ");
        assertThat(result.providerMessageId()).isEqualTo("m1");
        assertThat(result.occurredAt()).isEqualTo(at(5));
        assertThat(result.reason()).isNull();
        assertThat(result.metadata()).containsEntry("order", "1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void comesToTheSameEndInWhateverOrder(long seed) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        Map<Integer, Integer> sentBy = new HashMap<>();
        Map<Integer, Status> expected = new HashMap<>();
        for (int number = 1; number <= 20; number++) {
            int second = 10 * number + random.nextInt(10);
            events.add(sent(number, second));
            sentBy.put(number, second);
            if (random.nextInt(4) == 0) {
                int delivered = second - random.nextInt(3);
                events.add(named(ReceiptKind.DELIVERED, number, delivered));
                sentBy.put(number, delivered);
                expected.put(number, Status.DELIVERED);
            }
        }
        int delivered = mark(events, ReceiptKind.DELIVERED, random);
        int read = mark(events, ReceiptKind.READ, random);
        sentBy.forEach((number, second) -> {
            if (second <= read) {
                expected.put(number, Status.READ);
            } else if (second <= delivered) {
                expected.put(number, Status.DELIVERED);
            }
        });
        events.addAll(List.copyOf(events).subList(0, 10));
        Collections.shuffle(events, random);

        List<String> published = play(events);

        assertThat(published).as("seed %d", seed).doesNotHaveDuplicates();
        Map<Integer, Status> last = new HashMap<>();
        for (String told : published) {
            String[] parts = told.substring(1).split(":", -1);
            Status before = last.put(Integer.parseInt(parts[0]), Status.valueOf(parts[1]));
            assertThat(before).as("seed %d, %s", seed, told).isIn(null, Status.DELIVERED);
        }
        assertThat(last).as("seed %d", seed).isEqualTo(expected);
    }

    /** Adds three marks, and says how far the furthest reaches. */
    private static int mark(List<Event> events, ReceiptKind kind, Random random) {
        int furthest = 0;
        for (int i = 0; i < 3; i++) {
            int second = random.nextInt(220);
            events.add(upTo(kind, second));
            furthest = Math.max(furthest, second);
        }
        return furthest;
    }

    @Test
    void goesOnWithTheLaterAttemptWhereTheEarlierOneCameTo() {
        ReceiptState delivered = after(sent(1, 1), upTo(ReceiptKind.DELIVERED, 2));
        Correlation again = sent("r1", 2, "m1-again", at(5), Map.of());

        Change change = delivered.correlation(again);

        assertThat(change.noted()).isEqualTo(Noted.CORRELATED);
        assertThat(change.results()).isEmpty();
        assertThat(change.next().correlation(sent(1, 1)).noted()).isEqualTo(Noted.REPEATED);
        assertThat(change.next().receipt(upTo(ReceiptKind.READ, 6)).results())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.attempt()).isEqualTo(2);
                    assertThat(result.possibleDuplicate()).isTrue();
                });
    }

    @Test
    void beginsAnewForARequestThatUsesTheIdAgain() {
        ReceiptState read = after(sent(1, 1), upTo(ReceiptKind.READ, 2));
        Correlation other = new Correlation(
                "r1",
                "acme",
                null,
                1,
                1,
                START,
                "messenger",
                "shop",
                KEY,
                "other",
                false,
                at(3_600),
                at(3_601),
                null,
                Map.of(),
                null);

        ReceiptState next = read.correlation(other).next();

        assertThat(next.receipt(upTo(ReceiptKind.READ, 4_000)).results())
                .extracting(DeliveryResult::providerMessageId)
                .containsExactly("other");
    }

    @Test
    void countsWhatMovesNothing() {
        ReceiptState state = after(sent(1, 1));
        assertThat(state.receipt(upTo(ReceiptKind.UNRECOGNIZED, 5)).noted()).isEqualTo(Noted.UNRECOGNIZED);
        assertThat(state.receipt(named(ReceiptKind.DELIVERED, 7, 5)).noted()).isEqualTo(Noted.WAITING);
        assertThat(after(sent(1, 1), named(ReceiptKind.DELIVERED, 7, 5))
                        .receipt(named(ReceiptKind.DELIVERED, 7, 5))
                        .noted())
                .isEqualTo(Noted.REPEATED);
        assertThat(state.receipt(upTo(ReceiptKind.DELIVERED, 5)).noted()).isEqualTo(Noted.MATCHED);
        assertThat(after(sent(1, 1), upTo(ReceiptKind.DELIVERED, 5))
                        .receipt(upTo(ReceiptKind.DELIVERED, 5))
                        .noted())
                .isEqualTo(Noted.REPEATED);
        assertThat(after(sent(1, 1), upTo(ReceiptKind.DELIVERED, 5))
                        .receipt(upTo(ReceiptKind.DELIVERED, 6))
                        .noted())
                .isEqualTo(Noted.WAITING);
    }

    @Test
    void letsTheOldestGoWhereThereAreTooMany() {
        ReceiptState state = after(sent(0, 0));
        for (int number = 1; number < Conversation.MOST_MESSAGES; number++) {
            Change change = state.correlation(sent(number, number));
            assertThat(change.left()).isZero();
            state = change.next();
        }
        Change change = state.correlation(sent(1_000, 1_000));
        assertThat(change.left()).isEqualTo(1);
        assertThat(change.next().receipt(upTo(ReceiptKind.READ, 2_000)).results())
                .hasSize(Conversation.MOST_MESSAGES)
                .extracting(DeliveryResult::requestId)
                .doesNotContain("r0")
                .contains("r1", "r1000");
    }

    @Test
    void letsTheOldestEarlyReceiptsGoWhereThereAreTooMany() {
        ReceiptState state = after(named(ReceiptKind.DELIVERED, 0, 0));
        for (int number = 1; number < Conversation.MOST_EARLY; number++) {
            state = state.receipt(named(ReceiptKind.DELIVERED, number, number)).next();
        }
        Change change = state.receipt(named(ReceiptKind.DELIVERED, 1_000, 1_000));
        assertThat(change.left()).isEqualTo(1);
        assertThat(change.next().correlation(sent(0, 1)).results()).isEmpty();
        assertThat(change.next().correlation(sent(1, 2)).results()).hasSize(1);
    }

    @Test
    void letsGoOfWhatIsTooOld() {
        int later = (int) Conversation.KEPT.toSeconds();
        ReceiptState state = after(sent(1, 0), sent(2, 1), named(ReceiptKind.DELIVERED, 9, -1));

        Change change = state.correlation(sent(3, later));

        assertThat(change.left()).isEqualTo(2);
        assertThat(change.next().receipt(upTo(ReceiptKind.READ, later)).results())
                .extracting(DeliveryResult::requestId)
                .containsExactly("r2", "r3");
    }

    @Test
    void fitsIntoARecordHoweverMuchTheMessagesCarry() {
        Map<String, String> much = new HashMap<>();
        for (int i = 0; i < 32; i++) {
            much.put("key-" + i, "\u20AC".repeat(512));
        }
        ReceiptState state = after(sent("r0", 1, "m0", at(0), much));
        for (int number = 1; number < 50; number++) {
            state = state.correlation(sent("r" + number, 1, "m" + number, at(number), much))
                    .next();
        }
        assertThat(new StateFormat().write(state)).hasSizeLessThan(300_000);
        assertThat(state.receipt(upTo(ReceiptKind.READ, 60)).results()).hasSizeBetween(1, 4);
    }

    @Test
    void isForgottenSomeTimeAfterItWasLastHeardOf() {
        assertThat(after(sent(1, 9), upTo(ReceiptKind.READ, 3)).since()).isEqualTo(at(9));
        assertThat(after(sent(1, 9), upTo(ReceiptKind.READ, 30)).since())
                .isEqualTo(at(30).plus(Duration.ofMillis(500)));
    }

    @Test
    void survivesItsEncoding() {
        StateFormat format = new StateFormat();
        ReceiptState state = after(
                sent(1, 1),
                named(ReceiptKind.DELIVERED, 7, 4),
                sent(2, 9),
                upTo(ReceiptKind.READ, 5),
                upTo(ReceiptKind.DELIVERED, 6));
        byte[] bytes = format.write(state);
        assertThat(format.read(bytes)).contains(state);
        assertThat(StateFormat.since(bytes)).isEqualTo(state.since());
        assertThat(format.read(Arrays.copyOf(bytes, bytes.length - 1))).isEmpty();
        assertThat(format.read(Arrays.copyOf(bytes, 20))).isEmpty();
    }
}
