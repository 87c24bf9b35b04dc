package dev.tidings.dispatcher.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.Status;
import dev.tidings.contract.TraceParent;
import dev.tidings.dispatcher.receipt.ReceiptState.Change;
import dev.tidings.dispatcher.receipt.ReceiptState.Noted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiptStateTest {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    static Correlation correlation(int attempt) {
        return correlation(attempt, null);
    }

    static Correlation correlation(int attempt, @Nullable TraceParent span) {
        return new Correlation(
                "r",
                "acme",
                null,
                1,
                attempt,
                NOW,
                "whatsapp",
                "shop",
                "r/1",
                "wamid." + attempt,
                attempt > 1,
                NOW,
                NOW,
                "sms-on-failure",
                Map.of("order", "7"),
                span);
    }

    /** Of an attempt that had no clear answer. */
    static Correlation uncertain(int attempt) {
        return new Correlation(
                "r",
                "acme",
                null,
                1,
                attempt,
                NOW,
                "whatsapp",
                "shop",
                "r/1",
                null,
                attempt > 1,
                NOW,
                NOW,
                "sms-on-failure",
                Map.of("order", "7"),
                null);
    }

    /** Of a request that uses the id again after that time. */
    static Correlation correlationLater(Duration after) {
        return new Correlation(
                "r",
                "acme",
                null,
                1,
                1,
                NOW.plus(after),
                "whatsapp",
                "shop",
                "r/1",
                "wamid.later",
                false,
                NOW.plus(after),
                NOW.plus(after),
                "sms-on-failure",
                Map.of("order", "8"),
                null);
    }

    static Receipt receipt(ReceiptKind kind) {
        return new Receipt(
                "whatsapp",
                "shop",
                "r/1",
                "wamid.1",
                kind,
                kind == ReceiptKind.UNDELIVERED ? Reason.RECIPIENT_NOT_ON_CHANNEL : null,
                kind == ReceiptKind.UNDELIVERED ? "131026" : null,
                NOW.plus(Duration.ofSeconds(1)),
                NOW.plus(Duration.ofSeconds(2)));
    }

    /** Plays A, D, R, U, ? (an unknown kind) and C (the correlation); returns the statuses published. */
    private static List<Status> play(String events) {
        ReceiptState state = null;
        List<Status> statuses = new ArrayList<>();
        for (int i = 0; i < events.length(); i++) {
            Change change = step(state, events.charAt(i));
            change.results().stream().map(DeliveryResult::status).forEach(statuses::add);
            state = change.next();
        }
        return statuses;
    }

    private static Change step(@Nullable ReceiptState state, char event) {
        if (event == 'C') {
            return state == null ? ReceiptState.first(correlation(1)) : state.correlation(correlation(1));
        }
        Receipt receipt = receipt(
                switch (event) {
                    case 'A' -> ReceiptKind.ACCEPTED;
                    case 'D' -> ReceiptKind.DELIVERED;
                    case 'R' -> ReceiptKind.READ;
                    case 'U' -> ReceiptKind.UNDELIVERED;
                    default -> ReceiptKind.UNRECOGNIZED;
                });
        return state == null ? ReceiptState.first(receipt) : state.receipt(receipt);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "CD, DELIVERED",
                "CDR, DELIVERED READ",
                "CR, READ",
                "CRD, READ",
                "CU, UNDELIVERED",
                "CDD, DELIVERED",
                "CDRRD, DELIVERED READ",
                "CUD, UNDELIVERED",
                "CUR, UNDELIVERED",
                "CDU, DELIVERED",
                "CRU, READ",
                "DC, DELIVERED",
                "DRC, DELIVERED READ",
                "RDC, READ",
                "UC, UNDELIVERED",
                "UDC, UNDELIVERED",
                "DCR, DELIVERED READ",
                "DDC, DELIVERED",
                "DCC, DELIVERED",
                "C, -",
                "CA, -",
                "AC, -",
                "ACD, DELIVERED",
                "CADAR, DELIVERED READ",
                "D, -",
                "?CD, DELIVERED",
                "C?D, DELIVERED",
                "D?C, DELIVERED"
            })
    void movesForwardOnlyAndOnce(String events, @Nullable String statuses) {
        List<Status> expected = new ArrayList<>();
        if (statuses != null) {
            for (String status : statuses.split(" ", -1)) {
                expected.add(Status.valueOf(status));
            }
        }
        assertThat(play(events)).isEqualTo(expected);
    }

    @Test
    void saysWhatTheReceiptAndTheRequestSay() {
        DeliveryResult result = ReceiptState.first(correlation(1))
                .next()
                .receipt(receipt(ReceiptKind.UNDELIVERED))
                .results()
                .getFirst();
        assertThat(result.eventId()).isEqualTo("r/1/1/UNDELIVERED");
        assertThat(result.reason()).isEqualTo(Reason.RECIPIENT_NOT_ON_CHANNEL);
        assertThat(result.providerCode()).isEqualTo("131026");
        assertThat(result.providerMessageId()).isEqualTo("wamid.1");
        assertThat(result.occurredAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(result.policyId()).isEqualTo("sms-on-failure");
        assertThat(result.metadata()).containsEntry("order", "7");
    }

    @Test
    void namesTheLatestAttemptAfterAResend() {
        DeliveryResult result = ReceiptState.first(correlation(1))
                .next()
                .correlation(correlation(2))
                .next()
                .receipt(receipt(ReceiptKind.DELIVERED))
                .results()
                .getFirst();
        assertThat(result.attempt()).isEqualTo(2);
        assertThat(result.possibleDuplicate()).isTrue();
    }

    @Test
    void beginsAnewForARequestThatUsesTheIdAgain() {
        Change change = ReceiptState.first(correlation(1))
                .next()
                .receipt(receipt(ReceiptKind.READ))
                .next()
                .correlation(correlationLater(Duration.ofDays(2)));
        assertThat(change.noted()).isEqualTo(Noted.CORRELATED);
        assertThat(change.next().since()).isEqualTo(NOW.plus(Duration.ofDays(2)));

        DeliveryResult result =
                change.next().receipt(receipt(ReceiptKind.DELIVERED)).results().getFirst();
        assertThat(result.metadata()).containsEntry("order", "8");
    }

    @Test
    void leavesTheLaterRequestAloneWhereTheEarlierOnesCorrelationIsRepeated() {
        ReceiptState later = ReceiptState.first(correlation(1))
                .next()
                .correlation(correlationLater(Duration.ofDays(2)))
                .next();

        assertThat(later.correlation(correlation(1)).next()).isEqualTo(later);
        assertThat(later.correlation(correlation(2)).next()).isEqualTo(later);
    }

    @ParameterizedTest
    @CsvSource({
        "U, D, DELIVERED",
        "U, R, READ",
        "D, U, -",
        "R, U, -",
        "U, U, -",
    })
    void believesTheCopyThatArrivedWhereAMessageMayHaveBeenSentTwice(char first, char second, String published) {
        ReceiptState resent = ReceiptState.first(correlation(1))
                .next()
                .correlation(correlation(2))
                .next();

        Change change = step(step(resent, first).next(), second);

        assertThat(change.results())
                .extracting(result -> result.status().name())
                .containsExactlyElementsOf(published.equals("-") ? List.of() : List.of(published));
    }

    @ParameterizedTest
    @EnumSource(
            value = ReceiptKind.class,
            names = {"ACCEPTED", "DELIVERED", "READ", "UNDELIVERED"})
    void anyReceiptConfirmsAnUncertainAttemptOnce(ReceiptKind kind) {
        ReceiptState open = ReceiptState.first(uncertain(1)).next();

        Change change = open.receipt(receipt(kind));

        assertThat(change.confirmed())
                .contains(new AttemptConfirmed(
                        uncertain(1), "wamid.1", receipt(kind).occurredAt()));
        assertThat(change.next().receipt(receipt(kind)).confirmed()).isEmpty();
        assertThat(change.next().receipt(receipt(ReceiptKind.READ)).confirmed()).isEmpty();
    }

    @Test
    void aReceiptThatCameFirstConfirmsTheAttemptToo() {
        ReceiptState waiting = ReceiptState.first(receipt(ReceiptKind.ACCEPTED)).next();
        assertThat(waiting.correlation(uncertain(1)).confirmed()).isPresent();
    }

    @Test
    void aReceiptOfAnEarlierAttemptConfirmsTheStepWhenTheLaterOneIsUncertainToo() {
        ReceiptState heard = ReceiptState.first(uncertain(1))
                .next()
                .receipt(receipt(ReceiptKind.ACCEPTED))
                .next();

        Change change = heard.correlation(uncertain(2));

        assertThat(change.confirmed())
                .hasValueSatisfying(confirmed ->
                        assertThat(confirmed.correlation().attempt()).isEqualTo(2));
    }

    @Test
    void confirmsNothingThatTheProviderAnsweredFor() {
        Change change = ReceiptState.first(correlation(1)).next().receipt(receipt(ReceiptKind.ACCEPTED));
        assertThat(change.confirmed()).isEmpty();
        assertThat(change.noted()).isEqualTo(Noted.REPEATED);
    }

    @Test
    void confirmsNothingThatHoldMayHaveForgotten() {
        Receipt early = receipt(ReceiptKind.DELIVERED);
        Receipt late = new Receipt(
                early.channel(),
                early.accountId(),
                early.correlationId(),
                early.providerMessageId(),
                early.kind(),
                null,
                null,
                early.occurredAt(),
                NOW.plus(ReceiptState.CONFIRMS_WITHIN));

        Change change = ReceiptState.first(uncertain(1)).next().receipt(late);

        assertThat(change.confirmed()).isEmpty();
        assertThat(change.results()).singleElement().satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.DELIVERED);
            assertThat(result.possibleDuplicate()).isTrue();
        });
    }

    @Test
    void countsRepeatsAndWhatWaits() {
        ReceiptState waiting =
                ReceiptState.first(receipt(ReceiptKind.DELIVERED)).next();
        assertThat(waiting.receipt(receipt(ReceiptKind.DELIVERED)).noted()).isEqualTo(Noted.REPEATED);
        assertThat(waiting.receipt(receipt(ReceiptKind.READ)).noted()).isEqualTo(Noted.WAITING);
        assertThat(waiting.receipt(receipt(ReceiptKind.UNRECOGNIZED)).noted()).isEqualTo(Noted.UNRECOGNIZED);
    }

    @Test
    void survivesItsEncoding() {
        StateFormat format = new StateFormat();
        ReceiptState waiting = ReceiptState.first(receipt(ReceiptKind.DELIVERED))
                .next()
                .receipt(receipt(ReceiptKind.READ))
                .next();
        ReceiptState matched = waiting.correlation(correlation(2)).next();
        assertThat(format.read(format.write(waiting))).contains(waiting);
        assertThat(format.read(format.write(matched))).contains(matched);
        ReceiptState confirmed = ReceiptState.first(uncertain(1))
                .next()
                .receipt(receipt(ReceiptKind.ACCEPTED))
                .next();
        assertThat(format.read(format.write(confirmed))).contains(confirmed);
        assertThat(StateFormat.since(format.write(matched))).isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    void takesBytesOfNoKnownFormForNothing() {
        StateFormat format = new StateFormat();
        byte[] cut = new byte[] {'w', 0, 0};
        assertThat(format.read(cut)).isEmpty();
        assertThat(format.read(new byte[] {9})).isEmpty();
        assertThat(format.read(new byte[0])).isEmpty();
        assertThat(StateFormat.since(cut)).isEqualTo(Instant.EPOCH);
    }
}
