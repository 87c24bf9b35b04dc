package dev.tidings.local.letters;

import static dev.tidings.local.letters.Letters.NOW;
import static dev.tidings.local.letters.Letters.UNREADABLE;
import static dev.tidings.local.letters.Letters.buried;
import static dev.tidings.local.letters.Letters.bytes;
import static dev.tidings.local.letters.Letters.readable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Reason;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.contract.TextContent;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {
    private final Replays replays = new Replays();

    private Verdict judge(Letter letter) {
        return judge(letter, NOW);
    }

    private Verdict judge(Letter letter, Instant now) {
        return new Judge(Codec.singleObject(), replays, () -> now).of(letter);
    }

    @Test
    void whatCouldNotBeReadAndCanBeNowIsReady() {
        assertThat(judge(readable(1))).isEqualTo(new Verdict.Ready("it can be read by now"));
    }

    @Test
    void whatStillCannotBeReadWouldDieAgain() {
        assertThat(judge(Letters.garbage(1, "{\"to\": 1}")))
                .isInstanceOfSatisfying(
                        Verdict.Doubtful.class,
                        verdict -> assertThat(verdict.why()).startsWith("it would die again, unreadable: "));
    }

    @Test
    void whatWasReadAndRefusedIsRefusedAgain() {
        assertThat(judge(Letters.of(1, Letters.request("r1"), "the record's key is not the requestId")))
                .isEqualTo(new Verdict.Doubtful("it was read and refused: the record's key is not the requestId"));
    }

    @Test
    void whatIsOfAnUnknownTypeWouldBeSkipped() {
        Letter later = Letters.of(
                1,
                bytes("r1"),
                bytes("x"),
                buried(Topics.REQUESTS, 3, 7, UNREADABLE).add(EventHeaders.TYPE, bytes("dev.tidings.avro.Later")));
        assertThat(judge(later)).isInstanceOf(Verdict.Doubtful.class);
        assertThat(judge(later).why()).contains("skipped");
    }

    @Test
    void whatWasReplayedIsDoneAlsoInAnotherLetterOfTheSameRecord() {
        Letter first = readable(1);
        replays.add(Letters.marker(first, 900));
        Letter second = Letters.of(
                2, first.record().key(), first.record().value(), first.record().headers());

        assertThat(judge(first)).isInstanceOf(Verdict.Done.class);
        assertThat(judge(second))
                .isEqualTo(
                        new Verdict.Done(new Replays.Replay(NOW, new LetterId(1, 1), 900), "it was replayed before"));
        assertThat(judge(readable(3))).isInstanceOf(Verdict.Ready.class);
    }

    @Test
    void ofACutOneThereIsNotAllToReplay() {
        Letter cut = readable(1);
        cut.record().headers().add(DeadLetterHeaders.SIZE, bytes("5000000"));
        assertThat(judge(cut)).isInstanceOf(Verdict.Impossible.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", Topics.CATALOG, Topics.DEAD_LETTERS, Topics.REPLAYS, "orders", ""})
    void nothingIsPutWhereNothingComesFrom(String topic) {
        Letter stranger = Letters.of(1, bytes("r1"), bytes("x"), buried(topic, 3, 7, UNREADABLE));
        assertThat(judge(stranger)).isInstanceOf(Verdict.Impossible.class);
    }

    @Test
    void anEntryOfAStoreHasNoPlaceToGoBackTo() {
        Letter entry = Letters.of(1, bytes("r1"), bytes("x"), buried(Topics.REQUESTS, 3, -1, UNREADABLE));
        assertThat(judge(entry)).isInstanceOf(Verdict.Impossible.class);
    }

    @Test
    void anOldOneIsLeftBecauseItsMarkerMayBeGone() {
        assertThat(judge(readable(1), NOW.plus(Topics.REPLAYS_KEPT))).isInstanceOf(Verdict.Impossible.class);
    }

    @Test
    void aRequestWhoseValidityEndedWouldBeSentAllTheSame() {
        Instant ends = Letters.PUBLISHED.plus(Duration.ofHours(24));
        assertThat(judge(readable(1), ends)).isInstanceOf(Verdict.Ready.class);
        assertThat(judge(readable(1), ends.plusMillis(1))).isInstanceOf(Verdict.Doubtful.class);
    }

    @Test
    void validityIsCountedFromWhenItWasDue() {
        SendRequest timed = SendRequestBuilder.to("whatsapp", "shop", Letters.PHONE)
                .requestId("r1")
                .from("acme", "orders")
                .template("order_update", "en", Map.of("name", "Ann"))
                .sendAt(NOW.plus(Duration.ofDays(3)))
                .validFor(Duration.ofHours(1))
                .build();
        Letter letter = Letters.of(1, timed, UNREADABLE);
        assertThat(judge(letter, NOW.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(59))))
                .isInstanceOf(Verdict.Ready.class);
        assertThat(judge(letter, NOW.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(61))))
                .isInstanceOf(Verdict.Doubtful.class);
    }

    @Test
    void anOrderWouldComeAfterThoseOfSince() {
        assertThat(judge(Letters.of(
                        1, new CampaignControl("c", "acme", "crm", CampaignAction.PAUSE, Map.of()), UNREADABLE)))
                .isInstanceOf(Verdict.Doubtful.class);
        assertThat(judge(Letters.of(1, new RescheduleSend("r1", "acme", "crm", NOW, Map.of()), UNREADABLE)))
                .isInstanceOf(Verdict.Doubtful.class);
        assertThat(judge(Letters.of(1, new CancelSend("r1", "acme", "crm", Map.of()), UNREADABLE)))
                .isInstanceOf(Verdict.Ready.class);
    }

    @Test
    void aTaskWhoseValidityEndedIsNotPutBackByItself() {
        SendTask task = task(NOW.plus(Duration.ofHours(1)));
        for (Event event : List.of(task, new RetryHold(task, NOW, "high"))) {
            Letter letter = Letters.of(1, event, UNREADABLE);
            assertThat(judge(letter, task.validUntil())).isInstanceOf(Verdict.Ready.class);
            assertThat(judge(letter, task.validUntil().plusMillis(1))).isInstanceOf(Verdict.Doubtful.class);
        }
    }

    @Test
    void whatAnSmsMightFollowIsNotPutBackByItselfAfterADay() {
        Instant bound = Letters.PUBLISHED.plus(Duration.ofDays(1));
        for (Event event : List.of(watch(), new DeliveryDeadline("r1", 1, NOW), result())) {
            Letter letter = Letters.of(1, event, UNREADABLE);
            assertThat(judge(letter, bound)).isInstanceOf(Verdict.Ready.class);
            assertThat(judge(letter, bound.plusMillis(1))).isInstanceOf(Verdict.Doubtful.class);
        }
    }

    private static SendTask task(Instant validUntil) {
        return new SendTask(
                "r1",
                "acme",
                "orders",
                null,
                1,
                1,
                "whatsapp",
                "shop",
                Letters.PHONE,
                "0123456789abcdef0123456789abcdef",
                new TextContent("text"),
                Priority.HIGH,
                OnUncertain.RESEND,
                NOW,
                NOW,
                null,
                validUntil,
                false,
                null,
                null,
                Map.of(),
                null);
    }

    private static FallbackWatch watch() {
        return new FallbackWatch(
                "r1",
                "acme",
                "orders",
                null,
                "whatsapp",
                "shop",
                "sms",
                1,
                Set.of(FallbackTrigger.SEND_FAILED),
                null,
                Map.of(),
                List.of(),
                Priority.HIGH,
                OnUncertain.RESEND,
                NOW,
                NOW,
                NOW,
                Map.of(),
                null);
    }

    private static DeliveryResult result() {
        return new DeliveryResult(
                "e1",
                "r1",
                "acme",
                null,
                1,
                Status.FAILED,
                "whatsapp",
                "shop",
                1,
                Reason.PROVIDER_ERROR,
                null,
                null,
                null,
                false,
                null,
                NOW,
                "sms",
                Map.of());
    }
}
