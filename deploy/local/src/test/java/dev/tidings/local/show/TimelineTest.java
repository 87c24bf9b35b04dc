package dev.tidings.local.show;

import static dev.tidings.local.show.Results.plain;
import static dev.tidings.local.show.Results.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Status;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline(ZoneOffset.UTC);

    @Test
    void tellsHowAFailedMessageBecameAnSms() {
        String lines = String.join(
                "\n",
                timeline.add(
                        result(1, Status.FAILED, 0, Reason.TEMPLATE_UNAVAILABLE, "no such template", "sms-on-failure")),
                timeline.add(result(
                        1,
                        Status.FALLBACK_TRIGGERED,
                        12,
                        Reason.TEMPLATE_UNAVAILABLE,
                        "the step failed and the policy says SEND_FAILED",
                        "sms-on-failure")),
                timeline.add(result(2, Status.SENT, 140, null, null, null)),
                timeline.add(result(0, Status.FALLBACK_ENDED, 150, null, "step 2 by sms was sent", "sms-on-failure")),
                timeline.summary());
        assertThat(lines).isEqualTo("""
                r1  whatsapp/shop  2026-11-30 10:00:00.000 Z
                  10:00:00.000      +0.000 s  FAILED               attempt 1 · TEMPLATE_UNAVAILABLE · provider code 132001 · no such template
                  10:00:00.012      +0.012 s  FALLBACK_TRIGGERED   the step failed and the policy says SEND_FAILED
                  10:00:00.140      +0.140 s  SENT                 step 2, sms/shop · attempt 1 · provider id wamid.1
                  10:00:00.150      +0.150 s  FALLBACK_ENDED       step 2 by sms was sent
                Ended: failed (TEMPLATE_UNAVAILABLE: no such template); the step failed and the policy says SEND_FAILED; step 2 followed: sent.""");
    }

    @Test
    void tellsTriggerClockAndWhatArrivedTooLate() {
        String why = "policy p version 3: trigger UNDELIVERED fired: no delivery of the chat message was reported by"
                + " 2026-11-30T10:01:00Z, 60 s after it was sent";
        timeline.add(result(1, Status.SENT, 0, null, null, "p"));
        assertThat(timeline.summary()).startsWith("Still open: its fallback waits");
        timeline.add(result(1, Status.FALLBACK_TRIGGERED, 60_000, null, why, "p"));
        timeline.add(result(2, Status.SENT, 60_200, null, null, "p"));
        timeline.add(result(1, Status.DELIVERED, 59_000, null, null, "p"));
        timeline.add(result(0, Status.FALLBACK_ENDED, 60_300, null, "policy p version 3: step 2 by sms was sent", "p"));

        assertThat(timeline.summary())
                .isEqualTo("Ended: sent; " + why + "; step 2 followed: sent."
                        + " The chat message was delivered after all, too late: what replaced it had gone out.");
    }

    @Test
    void tellsWhyNothingWasSentInItsPlace() {
        timeline.add(result(1, Status.SENT, 0, null, null, "p"));
        timeline.add(result(1, Status.DELIVERED, 1_000, null, null, "p"));
        timeline.add(result(
                1, Status.FALLBACK_NOT_NEEDED, 1_100, null, "policy p version 3: the chat message was delivered", "p"));

        assertThat(timeline.summary())
                .isEqualTo("Ended: sent, then delivered; policy p version 3: the chat message was delivered.");
    }

    @Test
    void tellsThatTheCapWasReached() {
        timeline.add(result(1, Status.FAILED, 0, Reason.TEMPLATE_UNAVAILABLE, null, "p"));
        timeline.add(result(
                0,
                Status.FALLBACK_ENDED,
                9,
                Reason.SMS_CAP_REACHED,
                "the tenant has had its SMS parts for the day",
                "p"));

        assertThat(timeline.summary())
                .isEqualTo("Ended: failed (TEMPLATE_UNAVAILABLE); the tenant has had its SMS parts for the day.");
    }

    @Test
    void tellsTheReasonOfTheEndAlsoWhereSomethingHadFollowed() {
        timeline.add(result(1, Status.FAILED, 0, Reason.TEMPLATE_UNAVAILABLE, null, "p"));
        timeline.add(result(1, Status.FALLBACK_TRIGGERED, 9, null, "trigger SEND_FAILED fired", "p"));
        timeline.add(result(2, Status.FAILED, 90, Reason.RECIPIENT_NOT_ON_CHANNEL, null, "p"));
        timeline.add(result(
                0,
                Status.FALLBACK_ENDED,
                99,
                Reason.SMS_CAP_REACHED,
                "trigger SEND_FAILED fired; but the tenant has had its SMS parts for the day",
                "p"));

        assertThat(timeline.summary())
                .isEqualTo("Ended: failed (TEMPLATE_UNAVAILABLE); trigger SEND_FAILED fired; step 2 followed: failed"
                        + " (RECIPIENT_NOT_ON_CHANNEL); trigger SEND_FAILED fired; but the tenant has had its SMS parts for"
                        + " the day.");
    }

    @Test
    void tellsWhatIsStillInDoubtAtTheEnd() {
        timeline.add(result(1, Status.FAILED, 0, null, null, "p"));
        timeline.add(result(1, Status.FALLBACK_TRIGGERED, 9, null, "trigger SEND_FAILED fired", "p"));
        timeline.add(result(2, Status.SENT, 90, null, null, "p"));
        timeline.add(result(
                0,
                Status.FALLBACK_ENDED,
                99,
                null,
                "policy p version 3: step 2 by sms was sent, and nothing more came for as long as it could",
                "p"));

        assertThat(timeline.summary())
                .endsWith(
                        "; step 2 followed: sent; policy p version 3: step 2 by sms was sent, and nothing more came for as"
                                + " long as it could.");
    }

    /** Written before the decision, and read after it. */
    @Test
    void tellsThatItWasTooLateWhereverItStandsOnTheTopic() {
        timeline.add(result(1, Status.SENT, 0, null, null, "p"));
        timeline.add(result(1, Status.DELIVERED, 60_000, null, null, "p"));
        timeline.add(result(1, Status.FALLBACK_TRIGGERED, 60_000, null, "trigger UNDELIVERED fired", "p"));
        timeline.add(result(2, Status.SENT, 60_200, null, null, "p"));
        timeline.add(result(
                0,
                Status.FALLBACK_ENDED,
                60_300,
                null,
                "step 2 by sms was sent; the chat message arrived after all",
                "p"));

        assertThat(timeline.summary())
                .isEqualTo(
                        "Ended: sent; trigger UNDELIVERED fired; step 2 followed: sent. The chat message was delivered"
                                + " after all, too late: what replaced it had gone out.");
    }

    @Test
    void callsNothingLateThatWasDeliveredAndNotRead() {
        timeline.add(result(1, Status.SENT, 0, null, null, "p"));
        timeline.add(result(1, Status.DELIVERED, 1_000, null, null, "p"));
        timeline.add(result(1, Status.FALLBACK_TRIGGERED, 60_000, null, "trigger UNREAD fired", "p"));
        timeline.add(result(2, Status.SENT, 60_200, null, null, "p"));
        timeline.add(result(0, Status.FALLBACK_ENDED, 60_300, null, "step 2 by sms was sent", "p"));

        assertThat(timeline.summary())
                .isEqualTo("Ended: sent, then delivered; trigger UNREAD fired; step 2 followed: sent.");
    }

    @Test
    void tellsThatAStepBetweenWasTooLate() {
        timeline.add(result(1, Status.FAILED, 0, null, null, "p"));
        timeline.add(result(1, Status.FALLBACK_TRIGGERED, 9, null, "trigger SEND_FAILED fired", "p"));
        timeline.add(result(2, Status.SENT, 90, null, null, "p"));
        timeline.add(result(2, Status.FALLBACK_TRIGGERED, 60_000, null, "trigger UNDELIVERED fired", "p"));
        timeline.add(result(2, Status.DELIVERED, 61_000, null, null, "p"));
        timeline.add(result(3, Status.SENT, 61_200, null, null, "p"));
        timeline.add(result(0, Status.FALLBACK_ENDED, 61_300, null, "step 3 by sms was sent", "p"));

        assertThat(timeline.summary())
                .endsWith(
                        "; step 3 followed: sent. Step 2 was delivered after all, too late: what replaced it had gone out.");
    }

    @Test
    void tellsHowLateATimedSendWas() {
        assertThat(timeline.add(result(0, Status.HELD, -5000, null, null, null)))
                .contains("HELD                 due 2026-11-30 10:00:00.000 Z");
        assertThat(timeline.add(result(1, Status.SENT, 45, null, null, null)))
                .contains("+5.045 s  SENT                 attempt 1 · 0.045 s after due · provider id wamid.1");
        assertThat(timeline.summary()).isEqualTo("Sent; no receipt so far.");
    }

    @Test
    void comparesNoReceiptWithItsOwnClock() {
        timeline.add(result(1, Status.SENT, 609, null, null, null));
        assertThat(timeline.add(result(1, Status.DELIVERED, 0, null, null, null)))
                .isEqualTo("  10:00:00                    DELIVERED            attempt 1");
    }

    @Test
    void tellsARejectionWithItsReason() {
        timeline.add(result(0, Status.REJECTED, 0, Reason.INVALID_REQUEST, "unknown account", null));
        assertThat(timeline.summary()).isEqualTo("Ended: rejected (INVALID_REQUEST: unknown account).");
    }

    @Test
    void writesJsonWithTheContractsNames() {
        assertThat(ResultJson.array(List.of(plain(1, Status.DELIVERED)))).isEqualTo("""
                [ {
                  "eventId" : "r1/1/DELIVERED",
                  "requestId" : "r1",
                  "tenant" : "local",
                  "step" : 1,
                  "status" : "DELIVERED",
                  "channel" : "whatsapp",
                  "accountId" : "shop",
                  "attempt" : 1,
                  "possibleDuplicate" : false,
                  "dueAt" : "2026-11-30T10:00:00Z",
                  "occurredAt" : "2026-11-30T10:00:00Z",
                  "metadata" : { }
                } ]""");
    }
}
