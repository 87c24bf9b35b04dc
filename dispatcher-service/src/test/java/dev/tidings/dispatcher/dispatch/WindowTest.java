package dev.tidings.dispatcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Source HIGH = new Source(Lane.HIGH, 0, 1);
    private static final Source NORMAL = new Source(Lane.NORMAL, 0, 4);
    private static final Source BULK = new Source(Lane.BULK, 0, 2);
    private static final Duration TOO_LONG = Duration.ofSeconds(1);
    private static final int SMALL = 1;
    private static final long MAX_BYTES = 2_000;

    private static final Doors<String> NO_DOORS = new Doors<>(_ -> Optional.empty(), Duration.ZERO, () -> 0);

    private static Window<String> window(int maxInFlight, int maxBuffered) {
        return new Window<>(List.of(Lane.HIGH, Lane.BULK), maxInFlight, maxBuffered, MAX_BYTES, NO_DOORS, Map::of);
    }

    private static List<String> startAll(Window<String> window) {
        List<String> started = new ArrayList<>();
        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            started.add(next.get().item());
        }
        return started;
    }

    @Test
    void runsOneOfAKeyAtATimeInTheOrderOffered() {
        Window<String> window = window(8, 100);
        window.offer(HIGH, "ann", "1", SMALL);
        window.offer(HIGH, "ann", "2", SMALL);
        window.offer(HIGH, "ann", "3", SMALL);
        Window.Slot<String> first = window.next().orElseThrow();
        assertThat(first.item()).isEqualTo("1");
        assertThat(window.next()).isEmpty();
        window.complete(first);
        Window.Slot<String> second = window.next().orElseThrow();
        assertThat(second.item()).isEqualTo("2");
        assertThat(window.next()).isEmpty();
    }

    @Test
    void runsNoOtherOfAKeyThatComesWhileOneRuns() {
        Window<String> window = window(8, 100);
        window.offer(HIGH, "ann", "1", SMALL);
        Window.Slot<String> first = window.next().orElseThrow();
        window.offer(HIGH, "ann", "2", SMALL);
        assertThat(window.next()).isEmpty();
        window.complete(first);
        assertThat(startAll(window)).containsExactly("2");
    }

    @Test
    void runsDifferentKeysAtOnce() {
        Window<String> window = window(8, 100);
        window.offer(HIGH, "ann", "a", SMALL);
        window.offer(HIGH, "bob", "b", SMALL);
        assertThat(startAll(window)).containsExactly("a", "b");
    }

    @Test
    void runsOneKeyOfTwoPartitionsAtOnce() {
        Window<String> window = window(8, 100);
        window.offer(HIGH, "ann", "urgent", SMALL);
        window.offer(BULK, "ann", "leisurely", SMALL);
        assertThat(startAll(window)).containsExactly("urgent", "leisurely");
    }

    @Test
    void startsNoMoreThanMayRun() {
        Window<String> window = window(2, 100);
        List.of("a", "b", "c").forEach(key -> window.offer(HIGH, key, key, SMALL));
        Window.Slot<String> first = window.next().orElseThrow();
        assertThat(startAll(window)).containsExactly("b");
        window.complete(first);
        assertThat(startAll(window)).containsExactly("c");
        assertThat(window.inFlight()).isEqualTo(2);
    }

    @Test
    void whatIsLargeTakesTheRoomOfMany() {
        Window<String> window = window(1, 100);
        window.offer(HIGH, "ann", "runs", 300);
        window.offer(HIGH, "bob", "waits", 400);
        window.offer(HIGH, "cid", "waits too", 500);
        Window.Slot<String> running = window.next().orElseThrow();
        assertThat(window.roomInBytes(Lane.HIGH)).isEqualTo(-200);
        assertThat(window.roomInBytes(Lane.BULK)).isEqualTo(1_000);

        window.complete(running);
        assertThat(window.bytes(HIGH)).isEqualTo(900);
        Window.Slot<String> parked = window.next().orElseThrow();
        window.park(parked);
        assertThat(window.bytes(HIGH)).as("what is parked is still there").isEqualTo(900);
        window.resume(parked);

        Window.Slot<String> last = window.next().orElseThrow();
        window.drop(HIGH);
        assertThat(window.bytes(HIGH)).as("what runs is still there").isEqualTo(last.bytes());
        window.complete(last);
        assertThat(window.roomInBytes(Lane.HIGH)).isEqualTo(1_000);
        assertThat(window.bytes(HIGH)).isZero();
    }

    @Test
    void hasTheRoomThatItPromisedThoughParkedOnesComeBackMeanwhile() {
        Window<String> window = window(1, 4);
        window.offer(HIGH, "ann", "parked", SMALL);
        Window.Slot<String> parked = window.next().orElseThrow();
        window.park(parked);
        window.offer(HIGH, "bob", "b", SMALL);
        assertThat(window.room(Lane.HIGH)).isEqualTo(1);
        window.resume(parked);
        window.offer(HIGH, "cid", "c", SMALL);
        assertThat(window.buffered(Lane.HIGH)).isEqualTo(2);
        assertThat(window.underWay(Lane.HIGH)).isEqualTo(3);

        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            window.complete(next.get());
        }
        assertThat(window.room(Lane.HIGH)).isEqualTo(2);
        assertThat(window.underWay(Lane.HIGH)).isZero();
    }

    @Test
    void hasRoomForEachLaneApart() {
        Window<String> window = window(1, 4);
        window.offer(BULK, "a", "a", SMALL);
        window.offer(BULK, "b", "b", SMALL);
        assertThat(window.room(Lane.BULK)).isZero();
        assertThat(window.room(Lane.HIGH)).isEqualTo(2);
        assertThatThrownBy(() -> window.offer(BULK, "c", "c", SMALL)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void startsTheFirstLaneFirst() {
        Window<String> window = window(8, 100);
        window.offer(BULK, "b", "bulk", SMALL);
        window.offer(HIGH, "h", "high", SMALL);
        assertThat(startAll(window)).containsExactly("high", "bulk");
    }

    @Test
    void keepsAShareForEachLane() {
        Window<String> window = window(128, 1000);
        window.offer(BULK, "b", "bulk", SMALL);
        offer(window, HIGH, 200);
        assertThat(startAll(window)).hasSize(121).contains("bulk");
        offer(window, BULK, 100);
        assertThat(startAll(window)).hasSize(7).containsOnly("BULK");
    }

    @Test
    void lendsMostOfTheShareOfALaneThatIsSilentAndLetsItBeginAtOnce() {
        Window<String> window = doored(128, 1000);
        offer(window, HIGH, 300);
        List<Window.Slot<String>> running = new ArrayList<>();
        window.next().ifPresent(running::add);
        assertThat(startAll(window)).as("nothing has come in bulk so far").hasSize(125);

        offer(window, BULK, 100);
        assertThat(startAll(window)).containsExactly("BULK", "BULK");
        window.complete(running.removeFirst());
        assertThat(startAll(window)).as("its share fills before others go on").containsExactly("BULK");
    }

    @Test
    void lanesThatWakeOneAfterTheOtherBothBeginAtOnceAndFillTheirSharesByRank() {
        Window<String> window =
                new Window<>(List.of(Lane.HIGH, Lane.NORMAL, Lane.BULK), 128, 1000, MAX_BYTES, NO_DOORS, Map::of);
        offer(window, HIGH, 300);
        List<Window.Slot<String>> running = new ArrayList<>();
        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            running.add(next.get());
        }
        assertThat(running).hasSize(124);

        offer(window, NORMAL, 20);
        assertThat(startAll(window)).containsExactly("NORMAL", "NORMAL");
        offer(window, BULK, 20);
        assertThat(startAll(window)).containsExactly("BULK", "BULK");

        List<String> next = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            window.complete(running.removeFirst());
            next.addAll(startAll(window));
        }
        assertThat(next.subList(0, 6)).containsOnly("NORMAL");
        assertThat(next.subList(6, 12)).containsOnly("BULK");
        assertThat(next.get(12)).isEqualTo("HIGH");
    }

    @Test
    void aBurstInALaneThatGoesBeforeFindsItsShareFreeHoweverManyOfItsOwnRun() {
        Window<String> window = doored(128, 1000);
        offer(window, HIGH, 40);
        assertThat(startAll(window)).hasSize(40);
        offer(window, BULK, 300);
        assertThat(startAll(window)).as("all but high's 40 and a share").hasSize(128 - 40 - 8);
        offer(window, HIGH, 40, 20);
        assertThat(startAll(window)).hasSize(8).containsOnly("HIGH");
    }

    @Test
    void aLaneThatGoesAfterAnotherLeavesItsShareOnly() {
        Window<String> window = doored(128, 1000);
        offer(window, BULK, 40);
        assertThat(startAll(window)).hasSize(40);
        offer(window, HIGH, 300);
        assertThat(startAll(window)).as("bulk has its share").hasSize(128 - 40);
    }

    @Test
    void whoHasItsAnswerLeavesRoomForThoseOfALaneThatGoesBefore() {
        Window<String> window = doored(128, 1000);
        offer(window, HIGH, 20);
        offer(window, BULK, 300);
        List<Window.Slot<String>> high = new ArrayList<>();
        List<Window.Slot<String>> bulk = new ArrayList<>();
        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            (next.get().source().equals(HIGH) ? high : bulk).add(next.get());
        }
        bulk.forEach(window::answered);
        assertThat(window.withoutPlace()).as("half of the places but a share").isEqualTo(64 - 8);
        high.forEach(window::answered);
        assertThat(window.withoutPlace()).isEqualTo(64);
    }

    @Test
    void eachLaneThatGoesBeforeHasAShareFree() {
        Window<String> window = doored(List.of(Lane.HIGH, Lane.NORMAL, Lane.BULK), 128, 3000);
        offer(window, HIGH, 10);
        offer(window, NORMAL, 10);
        assertThat(startAll(window)).hasSize(20);
        offer(window, BULK, 300);
        assertThat(startAll(window)).hasSize(128 - 20 - 2 * 8);
        offer(window, NORMAL, 10, 20);
        assertThat(startAll(window)).as("normal leaves high's").hasSize(8);
        offer(window, HIGH, 10, 20);
        assertThat(startAll(window)).hasSize(8);
    }

    @Test
    void beyondItsShareALaneWaitsWhileTheFirstOneWaitsForProcessors() {
        Window<String> window = doored(128, 1000);
        offer(window, HIGH, 4);
        offer(window, BULK, 300);
        List<Window.Slot<String>> bulk = startOf(BULK, window);
        assertThat(bulk).hasSize(116);
        look(window, TOO_LONG);
        look(window, TOO_LONG);
        assertThat(window.allowance()).as("first what runs has to end").isEqualTo(115);

        complete(window, bulk, 1);
        assertThat(startAll(window)).as("there are still as many as may be").isEmpty();
        offer(window, HIGH, 4, 2);
        assertThat(startAll(window)).as("but the first lane goes on").containsExactly("HIGH", "HIGH");
        complete(window, bulk, 2);
        assertThat(startAll(window)).as("and what is below is bulk's again").containsExactly("BULK");
    }

    @Test
    void aLaneThatHadToWaitGoesOnAsSoonAsMoreAreAllowedThoughNothingEnds() {
        Window<String> window = doored(128, 1000);
        offer(window, HIGH, 4);
        offer(window, BULK, 300);
        List<Window.Slot<String>> bulk = startOf(BULK, window);
        look(window, TOO_LONG);
        complete(window, bulk, 4);
        assertThat(startAll(window)).hasSize(3);
        assertThat(startAll(window)).isEmpty();
        look(window, Duration.ZERO);
        assertThat(window.allowance()).isEqualTo(115);
        look(window, Duration.ZERO);
        assertThat(startAll(window)).containsExactly("BULK");
    }

    @Test
    void itsShareIsALanesOwnHoweverScarceProcessorsAre() {
        Window<String> window = doored(128, 1000);
        offer(window, HIGH, 4);
        offer(window, BULK, 300);
        List<Window.Slot<String>> bulk = startOf(BULK, window);
        yieldAll(window, bulk);
        assertThat(window.allowance()).isEqualTo(8);
        complete(window, bulk, bulk.size());
        assertThat(startAll(window)).hasSize(8);
    }

    @Test
    void theFirstLaneYieldsToNobody() {
        Window<String> window = doored(128, 1000);
        offer(window, HIGH, 20);
        offer(window, BULK, 300);
        List<Window.Slot<String>> bulk = startOf(BULK, window);
        yieldAll(window, bulk);
        assertThat(bulk).hasSize(8);
        offer(window, HIGH, 20, 150);
        assertThat(startAll(window)).hasSize(128 - 20 - 8).containsOnly("HIGH");
    }

    @Test
    void aLaneAloneIsAllowedEverythingHoweverLongItsOwnWait() {
        Window<String> window = doored(128, 1000);
        offer(window, BULK, 300);
        List<Window.Slot<String>> bulk = startOf(BULK, window);
        waits = Map.of(Lane.BULK, TOO_LONG);
        for (int i = 0; i < 200; i++) {
            nanos += Duration.ofMillis(100).toNanos();
            window.review();
        }
        offer(window, HIGH, 1);
        assertThat(startAll(window)).containsExactly("HIGH");
        complete(window, bulk, 20);
        assertThat(startAll(window)).as("all but a share for high").hasSize(20 - 7);
    }

    @Test
    void whatOtherLanesWaitForIsNoReasonToYield() {
        Window<String> window = doored(128, 1000);
        offer(window, HIGH, 4);
        offer(window, BULK, 300);
        assertThat(startAll(window)).hasSize(120);
        waits = Map.of(Lane.HIGH, Duration.ZERO, Lane.BULK, TOO_LONG);
        nanos += Duration.ofMillis(100).toNanos();
        window.review();
        assertThat(window.allowance()).isEqualTo(128);
    }

    @Test
    void smsDoesNotYield() {
        Window<String> window = doored(List.of(Lane.HIGH, Lane.BULK, Lane.SMS), 128, 3000);
        Source sms = new Source(Lane.SMS, 0, 3);
        offer(window, HIGH, 4);
        offer(window, BULK, 300);
        List<Window.Slot<String>> bulk = startOf(BULK, window);
        yieldAll(window, bulk);
        assertThat(bulk).hasSizeLessThan(20);
        int before = window.placed();
        offer(window, sms, 300);
        assertThat(startAll(window)).as("all but a share for each").hasSize(128 - before - 2 * 8);
    }

    @Test
    void whereThereAreTooFewPlacesForSharesALaneYieldsAllButOne() {
        Window<String> window = doored(8, 1000);
        offer(window, HIGH, 1);
        List<Window.Slot<String>> high = startOf(HIGH, window);
        offer(window, BULK, 300);
        List<Window.Slot<String>> bulk = startOf(BULK, window);
        assertThat(bulk).hasSize(7);
        yieldAll(window, bulk);
        assertThat(window.allowance()).isOne();
        complete(window, high, 1);
        complete(window, bulk, bulk.size());
        assertThat(startAll(window)).containsExactly("BULK");
    }

    @Test
    void noOtherLaneIsHeldBackOnceTheFirstOneIsSilent() {
        Window<String> window = doored(128, 1000);
        offer(window, HIGH, 4);
        offer(window, BULK, 300);
        List<Window.Slot<String>> bulk = startOf(BULK, window);
        yieldAll(window, bulk);
        assertThat(startAll(window)).isEmpty();
        nanos += Duration.ofSeconds(10).toNanos();
        assertThat(startAll(window)).hasSize(124 - bulk.size());
    }

    /** Starts all, and keeps those of this source. */
    private static List<Window.Slot<String>> startOf(Source source, Window<String> window) {
        List<Window.Slot<String>> its = new ArrayList<>();
        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            if (next.get().source().equals(source)) {
                its.add(next.get());
            }
        }
        return its;
    }

    private static void complete(Window<String> window, List<Window.Slot<String>> running, int many) {
        for (int i = 0; i < many; i++) {
            window.complete(running.removeLast());
        }
    }

    /** High waits for processors until those of bulk have come down as far as they have to. */
    private void yieldAll(Window<String> window, List<Window.Slot<String>> bulk) {
        for (int i = 0; i < 40; i++) {
            look(window, TOO_LONG);
            complete(window, bulk, Math.max(0, bulk.size() - window.allowance()));
        }
    }

    /** So long tasks of high have waited for processors, when it is looked next. */
    private void look(Window<String> window, Duration waited) {
        waits = Map.of(Lane.HIGH, waited);
        nanos += Duration.ofMillis(100).toNanos();
        window.review();
    }

    @Test
    void aLaneIsNotSilentWhileSomethingWaitsThatWasParked() {
        Window<String> window = doored(128, 1000);
        offer(window, BULK, 4);
        List<Window.Slot<String>> parked = new ArrayList<>();
        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            parked.add(next.get());
        }
        parked.forEach(window::park);
        nanos = Duration.ofSeconds(11).toNanos();
        offer(window, HIGH, 300);
        List<Window.Slot<String>> running = new ArrayList<>();
        window.next().ifPresent(running::add);
        window.next().ifPresent(running::add);
        assertThat(startAll(window)).hasSize(124);

        parked.forEach(window::resume);
        assertThat(startAll(window)).containsExactly("BULK", "BULK");
        running.forEach(window::complete);
        assertThat(startAll(window)).containsExactly("BULK", "BULK");
    }

    @Test
    void aLaneIsSilentTenSecondsAfterItsLastOneAndNotWhileSomethingWaits() {
        Window<String> window = doored(128, 1000);
        slow.places = 0;
        window.offer(BULK, "b", "slow", SMALL);
        nanos = Duration.ofHours(1).toNanos();
        offer(window, HIGH, 200);
        assertThat(startAll(window)).as("one of bulk waits for its door").hasSize(120);
        assertThat(window.drop(BULK)).isEqualTo(1);
        assertThat(startAll(window)).hasSize(6);

        Window<String> other = doored(128, 1000);
        other.offer(BULK, "b", "bulk", SMALL);
        other.complete(other.next().orElseThrow());
        nanos += Duration.ofSeconds(10).toNanos() - 1;
        offer(other, HIGH, 200);
        assertThat(startAll(other)).hasSize(120);
        nanos += 1;
        assertThat(startAll(other)).hasSize(6);
    }

    private static void offer(Window<String> window, Source source, int count) {
        offer(window, source, 0, count);
    }

    private static void offer(Window<String> window, Source source, int firstKey, int count) {
        for (int i = firstKey; i < firstKey + count; i++) {
            window.offer(source, source.lane() + " " + i, source.lane().toString(), SMALL);
        }
    }

    @Test
    void neverStarvesTheLastLaneUnderAFloodOfTheFirst() {
        Window<String> window = window(16, 1000);
        List<Window.Slot<String>> running = new ArrayList<>();
        int bulk = 0;
        int offered = 0;
        for (int turn = 0; turn < 1000; turn++) {
            while (window.room(Lane.HIGH) > 0) {
                window.offer(HIGH, "h" + offered++, "high", SMALL);
            }
            if (window.buffered(Lane.BULK) == 0) {
                window.offer(BULK, "b" + turn, "bulk", SMALL);
            }
            window.next().ifPresent(running::add);
            if (running.size() == 16) {
                Window.Slot<String> done = running.removeFirst();
                bulk += done.item().equals("bulk") ? 1 : 0;
                window.complete(done);
            }
        }
        assertThat(bulk).isGreaterThan(40);
    }

    @Test
    void letsABusyKeyWaitBehindTheOthers() {
        Window<String> window = window(1, 100);
        window.offer(HIGH, "busy", "1", SMALL);
        window.offer(HIGH, "busy", "2", SMALL);
        window.offer(HIGH, "quiet", "q", SMALL);
        window.complete(window.next().orElseThrow());
        assertThat(window.next().orElseThrow().item()).isEqualTo("q");
    }

    @Test
    void forgetsWhatWaitsOfADroppedSourceOnly() {
        Window<String> window = window(1, 100);
        window.offer(HIGH, "a", "runs", SMALL);
        window.offer(HIGH, "a", "dropped", SMALL);
        window.offer(HIGH, "b", "dropped too", SMALL);
        window.offer(BULK, "c", "stays", SMALL);
        Window.Slot<String> running = window.next().orElseThrow();
        assertThat(window.drop(HIGH)).isEqualTo(2);
        assertThat(window.inFlight(HIGH)).isEqualTo(1);
        window.complete(running);
        assertThat(startAll(window)).containsExactly("stays");
        assertThat(window.room(Lane.HIGH)).isEqualTo(50);
    }

    @Test
    void keepsAnOldAssignmentsEndApartFromTheNewOne() {
        Window<String> window = window(8, 100);
        Source again = new Source(Lane.HIGH, 0, 3);
        window.offer(HIGH, "ann", "old", SMALL);
        Window.Slot<String> old = window.next().orElseThrow();
        window.drop(HIGH);
        window.offer(again, "ann", "new", SMALL);
        window.offer(again, "ann", "newer", SMALL);
        Window.Slot<String> next = window.next().orElseThrow();
        window.complete(old);
        assertThat(next.item()).isEqualTo("new");
        assertThat(window.next()).isEmpty();
    }

    @Test
    void letsAParkedOneHoldItsKeyAndNothingElse() {
        Window<String> window = window(1, 100);
        window.offer(HIGH, "ann", "parked", SMALL);
        window.offer(HIGH, "ann", "behind", SMALL);
        window.offer(HIGH, "bob", "free", SMALL);
        Window.Slot<String> parked = window.next().orElseThrow();
        window.park(parked);
        Window.Slot<String> free = window.next().orElseThrow();
        assertThat(free.item()).isEqualTo("free");
        window.complete(free);
        assertThat(window.next()).isEmpty();
        window.resume(parked);
        Window.Slot<String> resumed = window.next().orElseThrow();
        assertThat(resumed.item()).isEqualTo("parked");
        window.complete(resumed);
        assertThat(startAll(window)).containsExactly("behind");
    }

    @Test
    void forgetsAParkedOneWithItsSource() {
        Window<String> window = window(1, 100);
        window.offer(HIGH, "ann", "parked", SMALL);
        Window.Slot<String> parked = window.next().orElseThrow();
        window.park(parked);
        window.drop(HIGH);
        window.resume(parked);
        assertThat(window.next()).isEmpty();
        assertThat(window.inFlight()).isZero();
    }

    @Test
    void whoHasHisAnswerGivesPlaceAndKeyToTheNext() {
        Window<String> window = window(2, 100);
        window.offer(BULK, "ann", "1", SMALL);
        window.offer(BULK, "ann", "2", SMALL);
        window.offer(BULK, "ann", "3", SMALL);
        Window.Slot<String> first = window.next().orElseThrow();
        assertThat(window.next()).isEmpty();

        first = window.answered(first);
        Window.Slot<String> second = window.next().orElseThrow();
        assertThat(second.item()).isEqualTo("2");
        assertThat(window.inFlight()).isEqualTo(2);
        assertThat(window.inFlight(BULK)).isEqualTo(2);
        assertThat(window.underWay(Lane.BULK)).isEqualTo(3);

        window.complete(first);
        assertThat(window.next()).as("the second of ann's runs").isEmpty();
        window.complete(second);
        assertThat(startAll(window)).containsExactly("3");
        assertThat(window.inFlight()).isOne();
    }

    @Test
    void asManyAsHalfOfThoseThatMayRunGiveTheirPlacesBackBeforeTheyAreDone() {
        Window<String> window = window(4, 100);
        for (int i = 0; i < 10; i++) {
            window.offer(HIGH, "key " + i, Integer.toString(i), SMALL);
        }
        List<Window.Slot<String>> running = new ArrayList<>();
        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            running.add(next.get());
        }
        assertThat(running).hasSize(4);
        running.replaceAll(window::answered);
        assertThat(startAll(window)).containsExactly("4", "5");
        assertThat(window.inFlight()).isEqualTo(6);

        running.forEach(window::complete);
        assertThat(startAll(window)).containsExactly("6", "7");
    }

    @Test
    void forgetsTheSourceOfOneThatHasItsAnswerWhenThatIsDone() {
        Window<String> window = window(4, 100);
        window.offer(HIGH, "ann", "1", SMALL);
        window.offer(HIGH, "ann", "2", SMALL);
        Window.Slot<String> first = window.answered(window.next().orElseThrow());
        assertThat(window.drop(HIGH)).isOne();
        assertThat(window.next()).isEmpty();
        assertThat(window.inFlight(HIGH)).isOne();
        window.complete(first);
        assertThat(window.inFlight()).isZero();
        assertThat(window.roomInBytes(Lane.HIGH)).isEqualTo(MAX_BYTES / 2);
    }

    /** Lets in as many as it has places. */
    private static final class CountingDoor implements Door {
        int places;
        boolean shut;
        boolean busy;
        boolean beginning;
        boolean stuck;

        @Override
        public boolean isOpen() {
            return places > 0;
        }

        @Override
        public boolean isShut() {
            return shut;
        }

        @Override
        public boolean isBusy() {
            return busy;
        }

        @Override
        public boolean isStuck() {
            return stuck;
        }

        @Override
        public boolean isBeginning() {
            return beginning;
        }

        @Override
        public void entered() {
            places--;
        }

        @Override
        public void left() {
            places++;
        }
    }

    /** What begins with "slow" has to pass the door. */
    private final CountingDoor slow = new CountingDoor();

    private long nanos;

    private Map<Lane, Duration> waits = Map.of();

    private Window<String> doored(int maxInFlight, int maxBuffered) {
        return doored(List.of(Lane.HIGH, Lane.BULK), maxInFlight, maxBuffered);
    }

    private Window<String> doored(List<Lane> lanes, int maxInFlight, int maxBuffered) {
        Doors<String> doors = new Doors<>(
                item -> item.startsWith("slow") ? Optional.of(slow) : Optional.empty(),
                Duration.ofSeconds(3),
                () -> nanos);
        return new Window<>(lanes, maxInFlight, maxBuffered, MAX_BYTES, doors, () -> waits);
    }

    @Test
    void whatFindsItsDoorClosedKeepsNobodyElseWaiting() {
        Window<String> window = doored(8, 100);
        slow.places = 1;
        window.offer(HIGH, "ann", "slow 1", SMALL);
        window.offer(HIGH, "bob", "slow 2", SMALL);
        window.offer(HIGH, "cid", "free", SMALL);
        Window.Slot<String> first = window.next().orElseThrow();
        assertThat(first.item()).isEqualTo("slow 1");
        assertThat(startAll(window)).containsExactly("free");

        window.complete(first);
        Window.Slot<String> second = window.next().orElseThrow();
        assertThat(second.item()).isEqualTo("slow 2");
        assertThat(second.turnedAway()).isFalse();
    }

    @Test
    void whoHasHisAnswerHasLeftTheDoorAlsoWhereHeKeepsHisPlace() {
        Window<String> window = doored(2, 100);
        slow.places = 2;
        List.of("ann", "bob", "cid").forEach(key -> window.offer(HIGH, key, "slow " + key, SMALL));
        Window.Slot<String> ann = window.next().orElseThrow();
        Window.Slot<String> bob = window.next().orElseThrow();
        assertThat(slow.places).isZero();

        ann = window.answered(ann);
        bob = window.answered(bob);
        assertThat(slow.places).isEqualTo(2);
        assertThat(startAll(window)).as("bob keeps his place").containsExactly("slow cid");
        assertThat(slow.places).isOne();
        window.complete(ann);
        window.complete(bob);
        assertThat(slow.places).as("who has left leaves once").isOne();
    }

    @Test
    void looksAgainAtADoorThatTimeHasOpened() {
        Window<String> window = doored(8, 100);
        window.offer(HIGH, "ann", "slow 1", SMALL);
        assertThat(window.next()).isEmpty();
        slow.places = 1;
        assertThat(window.next()).isEmpty();
        window.review();
        assertThat(startAll(window)).containsExactly("slow 1");
        assertThat(slow.places).isZero();
    }

    @Test
    void turnsAwayWhatHasWaitedTooLong() {
        Window<String> window = doored(8, 100);
        window.offer(HIGH, "ann", "slow 1", SMALL);
        assertThat(window.next()).isEmpty();
        nanos = Duration.ofMillis(2999).toNanos();
        window.review();
        assertThat(window.next()).isEmpty();
        nanos = Duration.ofSeconds(3).toNanos();
        window.review();
        Window.Slot<String> slot = window.next().orElseThrow();
        assertThat(slot.turnedAway()).isTrue();
        window.complete(slot);
        assertThat(slow.places).as("who did not enter does not leave").isZero();
    }

    @Test
    void turnsAwayAtOnceFromADoorThatIsShut() {
        Window<String> window = doored(8, 100);
        slow.shut = true;
        window.offer(HIGH, "ann", "slow 1", SMALL);
        window.offer(HIGH, "ann", "slow 2", SMALL);
        Window.Slot<String> slot = window.next().orElseThrow();
        assertThat(slot.turnedAway()).isTrue();
        assertThat(window.next()).as("in order, one after the other").isEmpty();
        window.complete(slot);
        assertThat(window.next().orElseThrow().item()).isEqualTo("slow 2");
    }

    @Test
    void whatWaitsForOneDoorLeavesTheRoomToOthers() {
        Window<String> window = doored(100, 160);
        for (int i = 0; i < 20; i++) {
            window.offer(HIGH, "key" + i, "slow " + i, SMALL);
        }
        List<Window.Slot<String>> slots = new ArrayList<>();
        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            slots.add(next.get());
        }
        assertThat(slots).hasSize(10).allMatch(Window.Slot::turnedAway);
        assertThat(window.buffered(Lane.HIGH))
                .as("an eighth of the lane's room")
                .isEqualTo(10);
    }

    @Test
    void nobodyWaitsForDoorsWhenTheLaneIsHalfFull() {
        Window<String> window = doored(1, 20);
        for (int i = 0; i < 6; i++) {
            window.offer(HIGH, "free" + i, "free", SMALL);
        }
        Window.Slot<String> running = window.next().orElseThrow();
        window.offer(HIGH, "ann", "slow", SMALL);
        window.complete(running);
        List<Window.Slot<String>> slots = new ArrayList<>();
        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            slots.add(next.get());
            window.complete(next.get());
        }
        assertThat(slots).extracting(Window.Slot::item).contains("free").doesNotContain("slow");
        assertThat(window.buffered(Lane.HIGH)).as("there was room by then").isOne();
    }

    @Test
    void nobodyIsTurnedAwayFromADoorThatHasJustBegun() {
        Window<String> window = doored(8, 32);
        slow.beginning = true;
        for (int i = 0; i < 12; i++) {
            window.offer(HIGH, "key " + i, "slow " + i, SMALL);
            window.offer(HIGH, "other " + i, "free", SMALL);
            window.next().ifPresent(slot -> {
                assertThat(slot.item()).isEqualTo("free");
                window.complete(slot);
            });
        }
        nanos = Duration.ofSeconds(3).toNanos();
        window.review();
        assertThat(window.next()).isEmpty();

        slow.beginning = false;
        window.review();
        assertThat(window.next().orElseThrow().turnedAway()).isTrue();
    }

    @Test
    void whoIsAloneInALaneWaitsForADoorThatIsBusy() {
        Window<String> window = doored(100, 160);
        slow.busy = true;
        for (int i = 0; i < 40; i++) {
            window.offer(HIGH, "key" + i, "slow " + i, SMALL);
        }
        assertThat(window.next()).isEmpty();
        nanos = Duration.ofSeconds(5).toNanos();
        window.review();
        assertThat(window.next()).isEmpty();

        window.offer(HIGH, "bob", "free", SMALL);
        window.review();
        assertThat(window.next().orElseThrow().turnedAway()).isTrue();
    }

    /** One of "ann" runs and hangs; an eighth of the room, 10, waits behind it; others come to the lane too. */
    private Window.Slot<String> hangs(Window<String> window) {
        slow.places = 1;
        slow.busy = true;
        window.offer(HIGH, "ann", "slow 0", SMALL);
        Window.Slot<String> hangs = window.next().orElseThrow();
        offerSlow(window, "ann", 1, 10);
        window.offer(HIGH, "bob", "free", SMALL);
        window.complete(window.next().orElseThrow());
        return hangs;
    }

    private static void offerSlow(Window<String> window, String key, int first, int last) {
        for (int i = first; i <= last; i++) {
            window.offer(HIGH, key, "slow " + i, SMALL);
        }
    }

    private void look(Window<String> window) {
        nanos += Duration.ofMillis(100).toNanos();
        window.review();
    }

    private static List<String> turnedAway(Window<String> window) {
        List<String> all = new ArrayList<>();
        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            assertThat(next.get().turnedAway()).isTrue();
            all.add(next.get().item());
            window.complete(next.get());
        }
        return all;
    }

    @Test
    void theLastBehindOneThatHangsAreTurnedAwayUntilAnEighthOfTheRoomWaits() {
        Window<String> window = doored(8, 160);
        hangs(window);
        slow.stuck = true;
        offerSlow(window, "ann", 11, 12);
        look(window);
        assertThat(turnedAway(window)).containsExactly("slow 12", "slow 11");
        assertThat(window.buffered(HIGH)).isEqualTo(10);
    }

    @Test
    void thoseThatComeAfterALookAreTurnedAwayAtTheNext() {
        Window<String> window = doored(8, 160);
        hangs(window);
        slow.stuck = true;
        offerSlow(window, "ann", 11, 12);
        look(window);
        assertThat(turnedAway(window)).hasSize(2);
        offerSlow(window, "ann", 13, 14);
        look(window);
        assertThat(turnedAway(window)).containsExactly("slow 14", "slow 13");
    }

    @Test
    void whoWasTurnedAwayLetsNoOtherOfHisKeyRun() {
        Window<String> window = doored(8, 160);
        hangs(window);
        slow.stuck = true;
        offerSlow(window, "ann", 11, 11);
        look(window);
        assertThat(turnedAway(window)).containsExactly("slow 11");
        slow.places = 1;
        assertThat(window.next()).as("one of ann's still runs").isEmpty();
    }

    @Test
    void thoseThatWaitBehindOneThatHangsGoOnInOrder() {
        Window<String> window = doored(8, 160);
        Window.Slot<String> hangs = hangs(window);
        slow.stuck = true;
        offerSlow(window, "ann", 11, 11);
        look(window);
        assertThat(turnedAway(window)).containsExactly("slow 11");

        slow.stuck = false;
        window.complete(hangs);
        List<String> went = new ArrayList<>();
        for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
            went.add(next.get().item());
            window.complete(next.get());
        }
        assertThat(went)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 10).mapToObj(i -> "slow " + i).toList());
        assertThat(window.inFlight()).isZero();
    }

    @Test
    void oneOfEachKeyInTurnIsTurnedAway() {
        Window<String> window = doored(8, 160);
        hangs(window);
        slow.places = 1;
        window.offer(HIGH, "cid", "slow 0", SMALL);
        assertThat(startAll(window)).containsExactly("slow 0");
        slow.stuck = true;
        offerSlow(window, "cid", 21, 24);
        look(window);
        assertThat(turnedAway(window))
                .hasSize(4)
                .filteredOn(item -> item.startsWith("slow 2"))
                .hasSize(2);
    }

    @Test
    void theFirstOfAKeyIsLeftAtTheDoor() {
        Window<String> window = doored(8, 160);
        hangs(window);
        offerSlow(window, "cid", 11, 14);
        assertThat(window.next()).isEmpty();
        slow.stuck = true;
        look(window);
        assertThat(turnedAway(window)).hasSize(4).doesNotContain("slow 11");
    }

    @Test
    void whoWaitsForAnotherDoorStays() {
        Window<String> window = doored(8, 160);
        hangs(window);
        offerSlow(window, "ann", 11, 12);
        window.offer(HIGH, "ann", "free", SMALL);
        slow.stuck = true;
        look(window);
        assertThat(turnedAway(window)).containsExactly("slow 12", "slow 11", "slow 10");
    }

    @Test
    void whoWaitsBehindAnotherOfHisKeyStaysWhereNobodyHangs() {
        Window<String> window = doored(8, 160);
        hangs(window);
        offerSlow(window, "ann", 11, 20);
        look(window);
        assertThat(window.next()).isEmpty();
    }

    @Test
    void whoWaitsBehindOneThatHangsStaysWhileThereIsRoom() {
        Window<String> window = doored(8, 160);
        hangs(window);
        slow.stuck = true;
        look(window);
        assertThat(window.next()).isEmpty();
    }

    @Test
    void whoWaitsBehindOneThatHangsStaysWhereNobodyElseHasComeForTenSeconds() {
        Window<String> window = doored(8, 160);
        hangs(window);
        slow.stuck = true;
        nanos += Duration.ofSeconds(9).toNanos();
        offerSlow(window, "ann", 11, 20);
        nanos += Duration.ofSeconds(10).toNanos();
        window.review();
        assertThat(window.next()).isEmpty();
    }

    @Test
    void anEighthOfItsPartIsEnoughWhereTheRoomIsDivided() {
        Window<String> window = doored(8, 160);
        window.divide(Lane.HIGH, 4);
        hangs(window);
        slow.stuck = true;
        look(window);
        assertThat(turnedAway(window)).hasSize(8);
        assertThat(window.buffered(HIGH))
                .as("a quarter of 80, and of that an eighth")
                .isEqualTo(2);
    }

    @Test
    void thoseThatAreTurnedAwayTakeFewPlaces() {
        Window<String> window = doored(32, 160);
        hangs(window);
        slow.stuck = true;
        offerSlow(window, "ann", 11, 20);
        look(window);
        Window.Slot<String> first = window.next().orElseThrow();
        assertThat(startAll(window)).as("two, of 32").hasSize(1);
        window.offer(HIGH, "bob", "free", SMALL);
        assertThat(startAll(window)).containsExactly("free");
        window.complete(first);
        assertThat(startAll(window)).hasSize(1);
    }

    @Test
    void forgetsWhoIsToBeTurnedAwayWithItsSource() {
        Window<String> window = doored(8, 160);
        hangs(window);
        slow.stuck = true;
        offerSlow(window, "ann", 11, 11);
        look(window);
        assertThat(window.drop(HIGH)).isEqualTo(11);
        assertThat(window.next()).isEmpty();
        assertThat(window.room(Lane.HIGH)).isEqualTo(window.capacity());

        offerSlow(window, "ann", 21, 31);
        assertThat(window.next()).isEmpty();
        look(window);
        assertThat(turnedAway(window)).as("it counts anew").containsExactly("slow 31");
    }

    @Test
    void aSourceHasRoomUntilItHasFilledItsPart() {
        Window<String> window = window(8, 160);
        window.divide(Lane.HIGH, 4);
        offer(window, HIGH, 19);
        assertThat(window.hasRoom(HIGH, 1)).isTrue();
        offer(window, HIGH, 1);
        assertThat(window.hasRoom(HIGH, 1)).isFalse();
        Source other = new Source(Lane.HIGH, 1, 1);
        assertThat(window.hasRoom(other, 60)).isTrue();
        assertThat(window.hasRoom(other, 61))
                .as("nor more at once than its lane has")
                .isFalse();
    }

    @Test
    void whoWaitsAtADoorThatOpensWhileTheWindowIsFullGoesWhenThereIsAPlace() {
        Window<String> window = doored(4, 160);
        List.of("f1", "f2").forEach(key -> window.offer(HIGH, key, "free", SMALL));
        for (int i = 0; i < 2; i++) {
            var _ = window.answered(window.next().orElseThrow());
        }
        slow.places = 1;
        window.offer(HIGH, "ann", "slow 1", SMALL);
        Window.Slot<String> ann = window.next().orElseThrow();
        window.offer(HIGH, "bob", "slow 2", SMALL);
        List.of("f3", "f4", "f5").forEach(key -> window.offer(HIGH, key, "free", SMALL));
        Window.Slot<String> free = window.next().orElseThrow();
        assertThat(startAll(window)).containsExactly("free", "free");

        ann = window.answered(ann);
        assertThat(ann.holds()).isEqualTo(Window.Holds.PLACE_AND_KEY);
        assertThat(slow.places).isOne();
        assertThat(window.next()).isEmpty();
        window.complete(free);
        assertThat(startAll(window)).containsExactly("slow 2");
    }

    @Test
    void forgetsWhatWaitsAtADoorWithItsSource() {
        Window<String> window = doored(8, 100);
        window.offer(HIGH, "ann", "slow 1", SMALL);
        window.offer(HIGH, "ann", "slow 2", SMALL);
        assertThat(window.next()).isEmpty();
        assertThat(window.drop(HIGH)).isEqualTo(2);
        slow.places = 5;
        window.review();
        assertThat(window.next()).isEmpty();
        window.offer(HIGH, "ann", "slow 3", SMALL);
        assertThat(startAll(window)).containsExactly("slow 3");
    }
}
