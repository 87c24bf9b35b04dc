package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.OutsideWindow;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignsTest {
    private static final Instant DUE = Samples.NOON.plusSeconds(10);

    private final Hand hand = new Hand();

    private static Samples.Request timed(String id) {
        return Samples.request(id).at(DUE);
    }

    private DeliveryResult last() {
        return hand.results().getLast();
    }

    private Hand paused() {
        return hand.accept(timed("a")).campaign(CampaignAction.PAUSE);
    }

    private void tickToTheEnd() {
        hand.after(Duration.ofMillis(2));
        while (hand.tick()) {
            hand.after(Duration.ofMillis(2));
        }
    }

    @Test
    void answersAndTellsEveryPartition() {
        paused();

        assertThat(last()).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(Status.CAMPAIGN_PAUSED);
            assertThat(answer.requestId()).isEqualTo("autumn");
            assertThat(answer.campaignId()).isEqualTo("autumn");
            assertThat(answer.step()).isZero();
            assertThat(answer.metadata()).containsEntry("call", "campaign");
        });
        assertThat(hand.of(Output.Order.class))
                .extracting(Output.Order::order)
                .containsExactly(
                        new CampaignOrder("autumn", "acme", CampaignAction.PAUSE, Samples.NOON.toEpochMilli()));
    }

    @ParameterizedTest
    @CsvSource({
        "RESUME, RESUME, the campaign is not paused",
        "CANCEL, PAUSE, the campaign is cancelled",
        "CANCEL, RESUME, the campaign is cancelled"
    })
    void refusesWhatDoesNotFit(CampaignAction first, CampaignAction then, String why) {
        hand.campaign(first).campaign(then);

        assertThat(last().status()).isEqualTo(Status.CONTROL_REFUSED);
        assertThat(last().detail()).isEqualTo(why);
        assertThat(hand.of(Output.Order.class)).hasSize(first == CampaignAction.RESUME ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"PAUSE, the campaign is paused already", "CANCEL, the campaign is cancelled already"})
    void ordersOnceMoreWhatStandsSoAlready(CampaignAction action, String why) {
        hand.campaign(action).campaign(action);

        assertThat(last().status()).isEqualTo(Status.CONTROL_REFUSED);
        assertThat(last().detail()).isEqualTo(why);
        assertThat(hand.of(Output.Order.class))
                .extracting(Output.Order::order)
                .containsExactly(
                        order(action, Samples.NOON.toEpochMilli()), order(action, Samples.NOON.toEpochMilli() + 1));
    }

    @Test
    void refusesWhatIsMalformed() {
        hand.engine()
                .control(
                        new CampaignControl(
                                "autumn", " ", "crm", CampaignAction.UNRECOGNIZED, Map.of("call", "campaign")),
                        hand.millis(),
                        "0-1");

        assertThat(last().status()).isEqualTo(Status.CONTROL_REFUSED);
        assertThat(last().detail()).isEqualTo("tenant: is missing or blank; action: is none of PAUSE, RESUME, CANCEL");
        assertThat(last().metadata()).isEmpty();
    }

    @Test
    void releasesNothingWhilePausedAndSaysSo() {
        paused().tickAt(DUE).tickAt(DUE.plusSeconds(60));

        assertThat(hand.released()).isEmpty();
        assertThat(last().status()).isEqualTo(Status.HELD);
        assertThat(last().detail()).isEqualTo("its campaign is paused");
    }

    @Test
    void parksAnImmediateSend() {
        hand.campaign(CampaignAction.PAUSE).accept(Samples.request("now"));

        assertThat(hand.released()).isEmpty();
        assertThat(last().status()).isEqualTo(Status.HELD);
    }

    @Test
    void pausesItsOwnTenantsCampaignOnly() {
        paused().accept(timed("theirs").tenant("other"))
                .accept(timed("none").of(null))
                .tickAt(DUE);

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactlyInAnyOrder("theirs", "none");
    }

    @Test
    void releasesInDueOrderWhenResumed() {
        hand.campaign(CampaignAction.PAUSE);
        hand.accept(timed("late").at(DUE.plusSeconds(5))).accept(timed("early"));
        hand.tickAt(DUE.plusSeconds(60)).campaign(CampaignAction.RESUME);
        tickToTheEnd();

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("early", "late");
        assertThat(hand.stores.parked()).isEmpty();
    }

    @Test
    void countsLatenessFromTheResumeOn() {
        paused().tickAt(DUE).clock(DUE.plusSeconds(60)).campaign(CampaignAction.RESUME);
        tickToTheEnd();

        assertThat(hand.of(Output.Released.class)).singleElement().satisfies(released -> {
            assertThat(released.late()).isEqualTo(Duration.ofMillis(2));
            assertThat(released.task().dueAt()).isEqualTo(DUE);
            assertThat(released.task().eligibleAt()).isEqualTo(DUE.plusSeconds(60));
        });
    }

    @Test
    void saysNothingOfAPauseThatWasOverBeforeItWasDue() {
        paused().campaign(CampaignAction.RESUME).tickAt(DUE.plusMillis(5));

        assertThat(hand.of(Output.Released.class)).singleElement().satisfies(released -> {
            assertThat(released.task().eligibleAt()).isNull();
            assertThat(released.task().expectedAt()).isEqualTo(DUE);
        });
    }

    @Test
    void resumesInBoundedSteps() {
        hand.campaign(CampaignAction.PAUSE);
        for (int i = 0; i < 450; i++) {
            hand.accept(Samples.request("r" + i));
        }
        hand.campaign(CampaignAction.RESUME);

        hand.after(Duration.ofMillis(2)).tick();
        assertThat(hand.released()).hasSize(200);
        hand.after(Duration.ofMillis(2)).tick();
        assertThat(hand.released()).hasSize(400);
        hand.after(Duration.ofMillis(2)).tick();
        assertThat(hand.released()).hasSize(450);
    }

    @Test
    void looksAtTheTimeAfterEachStepHoweverManyCampaignsAreResumed() {
        resumed(hand, 10);
        hand.eachLookAtTheClockTakes(Duration.ofMillis(8));
        hand.after(Duration.ofMillis(2));

        assertThat(hand.tick()).isTrue();

        assertThat(hand.released()).as("two looks behind the first are 16 ms").hasSize(400);
        assertAllAreReleasedOnce(2_000);
    }

    @Test
    void aStepCountsForWhatItTakesOut() {
        Hand bounded = new Hand(300, 300);
        resumed(bounded, 3);

        assertThat(bounded.after(Duration.ofMillis(2)).tick()).isTrue();

        assertThat(bounded.released()).hasSize(400);
    }

    /** So many campaigns with 200 parked requests each. */
    private static void resumed(Hand hand, int campaigns) {
        for (int i = 0; i < campaigns; i++) {
            String campaign = "c" + i;
            hand.engine().follow(order(campaign, CampaignAction.PAUSE, 10), hand.millis());
            for (int j = 0; j < 200; j++) {
                hand.accept(Samples.request(campaign + "-" + j).of(campaign));
            }
            hand.engine().follow(order(campaign, CampaignAction.RESUME, 20), hand.millis());
        }
    }

    private void assertAllAreReleasedOnce(int requests) {
        tickToTheEnd();
        assertThat(hand.released())
                .extracting(SendTask::requestId)
                .doesNotHaveDuplicates()
                .hasSize(requests);
    }

    @Test
    void goesOnWhereItWasAfterACrash() {
        hand.campaign(CampaignAction.PAUSE);
        for (int i = 0; i < 300; i++) {
            hand.accept(Samples.request("r" + i));
        }
        hand.campaign(CampaignAction.RESUME).after(Duration.ofMillis(2)).tick();
        hand.restart();

        assertAllAreReleasedOnce(300);
    }

    @Test
    void resumedOutsideItsWindowItWaitsForTheNextOpening() {
        DeliveryWindow daytime = new DeliveryWindow(
                "UTC", EnumSet.allOf(DayOfWeek.class), LocalTime.of(9, 0), LocalTime.of(13, 0), OutsideWindow.HOLD);
        hand.campaign(CampaignAction.PAUSE).accept(timed("a").within(daytime)).tickAt(DUE);
        hand.clock(Samples.NOON.plus(Duration.ofHours(2))).campaign(CampaignAction.RESUME);
        tickToTheEnd();
        assertThat(hand.released()).isEmpty();

        Instant opens = Samples.NOON.plus(Duration.ofHours(21));
        hand.tickAt(opens);

        assertThat(hand.of(Output.Released.class)).singleElement().satisfies(released -> {
            assertThat(released.task().eligibleAt()).isEqualTo(opens);
            assertThat(released.late()).isZero();
        });
    }

    @Test
    void resumedByAClockThatWasSetBackNothingIsEarly() {
        paused().tickAt(DUE).clock(Samples.NOON).campaign(CampaignAction.RESUME);
        tickToTheEnd();
        assertThat(hand.released()).isEmpty();

        hand.tickAt(DUE);

        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void expiresWhilePausedWithoutAFallback() {
        hand.campaign(CampaignAction.PAUSE)
                .accept(timed("a").validFor(Duration.ofMinutes(5)).fallback("sms-on-failure"))
                .tickAt(DUE)
                .tickAt(DUE.plus(Duration.ofMinutes(5)));

        assertThat(last().status()).isEqualTo(Status.EXPIRED);
        assertThat(hand.of(Output.Expired.class)).containsExactly(new Output.Expired("whatsapp", Expiry.PAUSED));
        assertThat(last().policyId()).isNull();
        assertThat(hand.of(Output.Watch.class)).isEmpty();
        assertThat(hand.stores.parked()).isEmpty();
    }

    @Test
    void endsWhatComesDueOfACancelledCampaign() {
        hand.accept(timed("a").fallback("sms-on-failure"))
                .campaign(CampaignAction.CANCEL)
                .tickAt(DUE);

        assertThat(hand.released()).isEmpty();
        assertThat(hand.of(Output.Watch.class)).isEmpty();
        assertThat(last()).satisfies(ended -> {
            assertThat(ended.status()).isEqualTo(Status.CANCELLED);
            assertThat(ended.requestId()).isEqualTo("a");
            assertThat(ended.detail()).isEqualTo("its campaign is cancelled");
            assertThat(ended.metadata()).containsEntry("order", "17");
        });
    }

    @Test
    void endsAtOnceWhatComesInForACancelledCampaign() {
        hand.campaign(CampaignAction.CANCEL).accept(Samples.request("now")).accept(timed("later"));

        assertThat(hand.released()).isEmpty();
        assertThat(hand.statuses()).containsExactly(Status.CAMPAIGN_CANCELLED, Status.CANCELLED, Status.CANCELLED);
    }

    @Test
    void endsWhatIsParkedWhenItIsCancelled() {
        paused().tickAt(DUE).campaign(CampaignAction.CANCEL);
        tickToTheEnd();

        assertThat(last().status()).isEqualTo(Status.CANCELLED);
        assertThat(hand.stores.parked()).isEmpty();
        assertThat(hand.stores.waiting().keySet()).noneMatch(key -> key.kind() == Kind.SEND);
    }

    @Test
    void cancelsOneThatIsParked() {
        paused().tickAt(DUE).cancel("a").campaign(CampaignAction.RESUME);
        tickToTheEnd();

        assertThat(hand.released()).isEmpty();
        assertThat(hand.statuses()).contains(Status.CANCELLED);
        assertThat(hand.stores.parked()).isEmpty();
    }

    @Test
    void movesOneThatIsParked() {
        paused().tickAt(DUE).reschedule("a", DUE.plusSeconds(60)).campaign(CampaignAction.RESUME);
        tickToTheEnd();
        assertThat(hand.released()).isEmpty();

        hand.tickAt(DUE.plusSeconds(60));

        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void movesNothingOfACancelledCampaign() {
        hand.accept(timed("a")).campaign(CampaignAction.CANCEL).reschedule("a", DUE.plusSeconds(60));

        assertThat(hand.statuses())
                .containsExactly(Status.HELD, Status.CAMPAIGN_CANCELLED, Status.CANCELLED, Status.CONTROL_REFUSED);
        assertThat(last().detail()).isEqualTo("already cancelled");
    }

    @Test
    void anOlderOrderChangesNothing() {
        hand.accept(timed("a"));
        hand.engine().follow(order(CampaignAction.PAUSE, 20), hand.millis());
        hand.engine().follow(order(CampaignAction.RESUME, 10), hand.millis());
        hand.engine().follow(order(CampaignAction.RESUME, 20), hand.millis());
        hand.tickAt(DUE);

        assertThat(hand.released()).isEmpty();
    }

    /** Who decides may have forgotten his last number, and has a clock that was set back. */
    @Test
    void anOlderCancellationCountsToo() {
        hand.accept(timed("a"));
        hand.engine().follow(order(CampaignAction.RESUME, 20), hand.millis());
        hand.engine().follow(order(CampaignAction.CANCEL, 10), hand.millis());
        hand.tickAt(DUE);

        assertThat(hand.released()).isEmpty();
    }

    @Test
    void nothingIsOrderedOfACancelledCampaign() {
        hand.accept(timed("a"));
        hand.engine().follow(order(CampaignAction.CANCEL, 10), hand.millis());
        hand.engine().follow(order(CampaignAction.RESUME, 20), hand.millis());
        hand.tickAt(DUE);

        assertThat(hand.released()).isEmpty();
    }

    @Test
    void ordersStayInOrderWhenTheClockIsSetBack() {
        paused().clock(Samples.NOON.minus(Duration.ofHours(1))).campaign(CampaignAction.RESUME);

        assertThat(hand.of(Output.Order.class))
                .extracting(order -> order.order().sequence())
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void knowsThatACampaignIsCancelledForAsLongAsRequestsOfItWait() {
        Instant inFiveYears = Samples.NOON.plus(Duration.ofDays(5 * 365));
        hand.accept(timed("a").at(inFiveYears));
        hand.engine().follow(order(CampaignAction.CANCEL, 10), hand.millis());
        for (int month = 1; month < 60; month++) {
            hand.tickAt(Samples.NOON.plus(Duration.ofDays(30L * month)));
        }

        hand.tickAt(inFiveYears);

        assertThat(hand.released()).isEmpty();
        assertThat(last().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void forgetsACampaignAMonthAfterItsLastUse() {
        hand.engine().follow(order(CampaignAction.RESUME, 10), hand.millis());
        hand.tickAt(Samples.NOON.plusSeconds(1));
        hand.accept(timed("a").at(Samples.NOON.plus(Duration.ofDays(20))));
        hand.tickAt(Samples.NOON.plus(Duration.ofDays(20)));
        hand.tickAt(Samples.NOON.plus(Duration.ofDays(45)));
        assertThat(hand.stores.campaigns()).hasSize(1);

        hand.tickAt(Samples.NOON.plus(Duration.ofDays(52)));

        assertThat(hand.stores.campaigns()).isEmpty();
        assertThat(hand.stores.waiting()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CANCEL", "PAUSE"})
    void holdsBackARequestThatComesAfterAYearOfNone(CampaignAction action) {
        hand.engine().follow(order(action, 10), hand.millis());
        for (int month = 1; month <= 12; month++) {
            hand.tickAt(Samples.NOON.plus(Duration.ofDays(30L * month)));
        }

        hand.accept(Samples.request("late"));

        assertThat(hand.released()).isEmpty();
    }

    @Test
    void whoDecidesRemembersForAsLongAsARequestMayWait() {
        hand.campaign(CampaignAction.PAUSE);
        hand.tickAt(Samples.NOON.plusSeconds(1)).tickAt(Samples.NOON.plus(Duration.ofDays(3600)));

        hand.campaign(CampaignAction.RESUME);

        assertThat(last().status()).isEqualTo(Status.CAMPAIGN_RESUMED);
    }

    @Test
    void writesNothingMoreOfACampaignForEachOfItsRequests() {
        hand.accept(timed("first"));
        int before = hand.stores.writes();
        hand.accept(timed("a").of("autumn"));
        int ofTheCampaign = hand.stores.writes() - before;
        before = hand.stores.writes();
        hand.accept(timed("b").of(null));

        assertThat(ofTheCampaign).isEqualTo(hand.stores.writes() - before);
    }

    private Hand unreadable() {
        hand.accept(timed("a").fallback("sms-on-failure").validFor(Duration.ofMinutes(5)));
        hand.stores.campaigns().put(new CampaignKey("acme", "autumn"), CampaignState.UNREADABLE);
        return hand;
    }

    @Test
    void holdsBackWhatItsCampaignMayForbidWhereThatCannotBeRead() {
        unreadable()
                .accept(Samples.request("now"))
                .accept(timed("other").of("winter"))
                .tickAt(DUE);

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("other");
        assertThat(last().status()).isEqualTo(Status.HELD);
        assertThat(last().detail()).isEqualTo("the state of its campaign cannot be read");
        assertThat(hand.stores.campaigns()).containsValue(CampaignState.UNREADABLE);
    }

    @Test
    void expiresWithoutAFallbackWhereItsCampaignCannotBeRead() {
        unreadable().tickAt(DUE).tickAt(DUE.plus(Duration.ofMinutes(5)));

        assertThat(last().status()).isEqualTo(Status.EXPIRED);
        assertThat(hand.of(Output.Watch.class)).isEmpty();
        assertThat(hand.stores.parked()).isEmpty();
    }

    @Test
    void aYearLaterItIsNotForgottenThatItCannotBeRead() {
        unreadable().tickAt(DUE);
        for (int month = 1; month <= 24; month++) {
            hand.tickAt(Samples.NOON.plus(Duration.ofDays(30L * month)));
        }

        hand.accept(Samples.request("late"));

        assertThat(hand.released()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PAUSE", "RESUME"})
    void refusesWhatCouldLetGoWhatWasCancelledWhereThatCannotBeRead(CampaignAction action) {
        unreadable().campaign(action).tickAt(DUE);

        assertThat(hand.statuses()).contains(Status.CONTROL_REFUSED).doesNotContain(Status.CAMPAIGN_RESUMED);
        assertThat(hand.of(Output.Order.class)).isEmpty();
        assertThat(hand.released()).isEmpty();
    }

    @Test
    void cancelsACampaignThatCannotBeRead() {
        unreadable().tickAt(DUE).campaign(CampaignAction.CANCEL);
        tickToTheEnd();

        assertThat(hand.statuses()).endsWith(Status.CAMPAIGN_CANCELLED, Status.CANCELLED);
        assertThat(hand.of(Output.Order.class)).hasSize(1);
        assertThat(hand.stores.parked()).isEmpty();
    }

    @Test
    void goesOnByTheNextOrderWhereItsCampaignCouldNotBeRead() {
        unreadable().tickAt(DUE);
        hand.engine().follow(order(CampaignAction.PAUSE, 20), hand.millis());
        hand.engine().follow(order(CampaignAction.RESUME, 30), hand.millis());
        tickToTheEnd();

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("a");
        assertThat(hand.stores.parked()).isEmpty();
    }

    private static CampaignOrder order(CampaignAction action, long sequence) {
        return order("autumn", action, sequence);
    }

    private static CampaignOrder order(String campaign, CampaignAction action, long sequence) {
        return new CampaignOrder(campaign, "acme", action, sequence);
    }
}
