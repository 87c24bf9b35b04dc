package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.HeldSend;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.EntryId;
import dev.tidings.scheduler.hold.Grain;
import dev.tidings.scheduler.hold.Held;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.HoldState;
import dev.tidings.scheduler.hold.HoldState.End;
import dev.tidings.scheduler.hold.HoldState.Ended;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.scheduler.hold.HoldState.Origin;
import dev.tidings.scheduler.hold.HoldState.Unreadable;
import dev.tidings.scheduler.hold.HoldState.Waiting;
import dev.tidings.scheduler.hold.HoldStore;
import dev.tidings.scheduler.hold.Kind;
import dev.tidings.scheduler.intake.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldStoreAdapterTest {
    private static final Duration SPAN = Duration.ofHours(24);
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = SPAN.toMillis();
    private static final long NOW = 20_000 * DAY + 12 * HOUR;

    private static final Origin ORIGIN =
            new Origin(Fingerprint.of(Samples.request("a").build()), "tenant", "whatsapp", "shop");
    private static final HoldState ENDED = new Ended(ORIGIN, End.RELEASED);
    private static final EntryId A = id("a");
    private static final Optional<HeldLane> LANE = Optional.of(HeldLane.DEADLINE);

    private final EntryStore store = inMemory();
    private HoldStoreAdapter entries;

    private static EntryStore inMemory() {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> inner = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("hold"), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled();
        return new EntryStore(inner.build(), new EntryStores("hold"));
    }

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        entries = new HoldStoreAdapter(store, store, SPAN);
    }

    private static EntryId id(String name) {
        return new EntryId(Kind.DEADLINE, name);
    }

    private void hold(String name, long due) {
        entries.hold(
                new DueKey(due, Kind.DEADLINE, name),
                new Noted(),
                new Held.Deadline(new DeadlineHold(name, 1, Instant.ofEpochMilli(due))),
                NOW);
    }

    private List<String> waiting() {
        List<String> found = new ArrayList<>();
        try (HoldStore.Entries all = entries.waiting()) {
            all.forEachRemaining(
                    entry -> found.add(entry.key().id() + "@" + (entry.key().due() - NOW)));
        }
        return found;
    }

    private long size() {
        return store.approximateNumEntries();
    }

    @Test
    void keepsWhatWaitsHoweverLong() {
        hold("a", NOW + 1);

        assertThat(entries.find(A, NOW + 4_000 * DAY)).contains(new Noted());
    }

    @Test
    void handsOutWhatWaitsInTheOrderInWhichItIsDue() {
        hold("b", NOW + 300);
        hold("c", NOW + 200);
        hold("a", NOW + 300);

        assertThat(waiting()).containsExactly("c@200", "a@300", "b@300");
    }

    @Test
    void givesBackWhatItHolds() {
        hold("a", NOW + 5);

        assertThat(entries.held(A))
                .contains(new Held.Deadline(new DeadlineHold("a", 1, Instant.ofEpochMilli(NOW + 5))));
    }

    @Test
    void anIdThatIsHeldAgainWaitsInOnePlaceOnly() {
        hold("a", NOW + 100);
        hold("a", NOW + 200);
        hold("a", NOW + 200);

        assertThat(waiting()).containsExactly("a@200");
        assertThat(size()).isEqualTo(2);
    }

    @Test
    void anIdOfAnotherKindIsAnother() {
        hold("a", NOW + 100);
        entries.remember(new EntryId(Kind.SEND, "a"), ENDED, NOW);

        assertThat(waiting()).containsExactly("a@100");
    }

    @Test
    void remembersWhatEndedInPlaceOfWhatWaited() {
        hold("a", NOW + 100);
        entries.remember(A, ENDED, NOW);

        assertThat(entries.find(A, NOW)).contains(ENDED);
        assertThat(waiting()).isEmpty();
        assertThat(size()).isEqualTo(2);
    }

    @Test
    void endsAnEntryThatAScanHasHandedOut() {
        hold("a", NOW + 100);
        hold("b", NOW + 200);
        try (HoldStore.Entries all = entries.waiting()) {
            while (all.hasNext()) {
                entries.remember(all.next().key().entry(), ENDED, NOW);
            }
        }

        assertThat(waiting()).isEmpty();
        assertThat(size()).isEqualTo(4);
    }

    @Test
    void aRemovedIdLeavesNothing() {
        hold("a", NOW + 100);
        entries.remember(id("b"), ENDED, NOW);
        entries.remove(A);
        entries.remove(id("b"));

        assertThat(entries.find(A, NOW)).isEmpty();
        assertThat(size()).isZero();
    }

    @Test
    void remembersForTheSpanAndNotAMillisecondLonger() {
        entries.remember(A, ENDED, NOW);

        assertThat(entries.find(A, NOW + DAY - 1)).contains(ENDED);
        assertThat(entries.find(A, NOW + DAY)).isEmpty();
    }

    @Test
    void stillKnowsItWhenTheClockIsSetBack() {
        entries.remember(A, ENDED, NOW);

        assertThat(entries.find(A, NOW - HOUR)).contains(ENDED);
    }

    @Test
    void forgetsInBoundedStepsWhatCountsNoMore() {
        for (int i = 0; i < 5; i++) {
            entries.remember(id("old" + i), ENDED, NOW);
        }
        entries.remember(id("new"), ENDED, NOW + DAY);
        hold("a", NOW + 100 * DAY);
        long later = NOW + DAY + 2 * HOUR;

        assertThat(entries.tidy(later, 3)).isTrue();
        assertThat(size()).isEqualTo(2 * 4);
        assertThat(entries.tidy(later, 3)).isFalse();
        assertThat(size()).isEqualTo(2 * 2);
        assertThat(entries.find(id("new"), NOW + DAY)).contains(ENDED);
    }

    @Test
    void forgetsNothingThatStillCounts() {
        entries.remember(A, ENDED, NOW);

        assertThat(entries.tidy(NOW + DAY - 1, 100)).isFalse();

        assertThat(entries.find(A, NOW + DAY - 1)).contains(ENDED);
    }

    @Test
    void doesNotForgetAnIdThatWasUsedAgain() {
        entries.remember(A, ENDED, NOW);
        hold("a", NOW + 10 * DAY);

        assertThat(entries.tidy(NOW + 2 * DAY, 100)).isFalse();

        assertThat(waiting()).containsExactly("a@" + 10 * DAY);
    }

    @Test
    void anEntryWhoseBytesAreBrokenIsHandedOutAsUnreadable() {
        store.put(Family.id(A), EntryBytes.waits(Family.DUE, NOW + 1, LANE, Grain.HOUR, new Noted(), new byte[] {1, 2, 3
        }));

        assertThat(entries.held(A).orElseThrow()).isInstanceOf(Held.Unreadable.class);
    }

    /** Releases all that waits ahead of the cursor and is due by then, as a tick does. */
    private void passTo(long time) {
        DueKey last = null;
        try (HoldStore.Entries all = entries.waiting()) {
            while (all.hasNext()) {
                HoldStore.Entry entry = all.next();
                if (entry.key().due() <= time && entry.isAhead()) {
                    entry.release();
                    last = entry.key();
                }
            }
        }
        entries.passed(Objects.requireNonNull(last));
    }

    private void holdSend(String name, long due) {
        entries.hold(new DueKey(due, Kind.SEND, name), new Waiting(ORIGIN), new Held.Campaign(), NOW);
    }

    @Test
    void whatTheCursorHasPassedWasReleasedAndWritesNothingElse() {
        holdSend("a", NOW + 100);
        hold("a", NOW + 100);
        hold("b", NOW + 200);
        long before = size();

        passTo(NOW + 100);

        assertThat(waiting()).containsExactly("b@200");
        assertThat(entries.find(new EntryId(Kind.SEND, "a"), NOW + 100)).contains(ENDED);
        assertThat(entries.find(A, NOW + 100)).contains(new Noted());
        assertThat(size()).as("the cursor alone").isEqualTo(before + 1);
    }

    @Test
    void theCursorIsFoundAgainWhenTheStoreIsOpenedAnew() {
        hold("a", NOW + 100);
        hold("b", NOW + 200);
        passTo(NOW + 100);

        open();

        assertThat(waiting()).containsExactly("b@200");
    }

    @Test
    void remembersWhatWasReleasedByItsDueTimeForTheSpanAndTheLatestRelease() {
        holdSend("a", NOW + 100);
        passTo(NOW + 100);

        assertThat(entries.find(new EntryId(Kind.SEND, "a"), NOW + 100 + DAY + HOUR - 1))
                .contains(ENDED);
        assertThat(entries.find(new EntryId(Kind.SEND, "a"), NOW + 100 + DAY + HOUR))
                .isEmpty();
    }

    @Test
    void stripsWhatWasReleasedInBoundedStepsAndNothingThatWaits() {
        for (int i = 0; i < 5; i++) {
            hold("old" + i, NOW + i);
        }
        hold("overdue", NOW + 10);
        passTo(NOW + 5);

        entries.strip(NOW + 4, NOW + HOUR, 3);
        assertThat(whole()).containsExactly("old3", "old4", "overdue");
        entries.strip(NOW + 4, NOW + HOUR, 3);
        assertThat(whole()).containsExactly("old4", "overdue");
        entries.strip(NOW + DAY, NOW + DAY, 3);

        assertThat(whole()).containsExactly("overdue");
        assertThat(waiting()).containsExactly("overdue@10");
        assertThat(entries.find(id("old4"), NOW + DAY)).contains(new Noted());
    }

    @Test
    void knowsSinceWhenSomethingIsStillToBeStripped() {
        for (int i = 0; i < 5; i++) {
            hold("old" + i, NOW + i);
        }
        assertThat(entries.firstWhole()).as("what waits").isEqualTo(HoldStore.NEVER);
        passTo(NOW + 1);
        passTo(NOW + 4);
        assertThat(entries.firstWhole()).isEqualTo(NOW);

        entries.strip(NOW + DAY, NOW + HOUR, 2);
        assertThat(entries.firstWhole()).isEqualTo(NOW + 2);
        open();
        assertThat(entries.firstWhole()).as("opened anew").isEqualTo(NOW + 2);
        entries.strip(NOW + 3, NOW + HOUR, 9);
        assertThat(entries.firstWhole()).as("not old enough").isEqualTo(NOW + 3);
        entries.strip(NOW + DAY, NOW + HOUR, 9);
        assertThat(entries.firstWhole()).isEqualTo(HoldStore.NEVER);

        hold("next", NOW + 100);
        passTo(NOW + 100);
        assertThat(entries.firstWhole()).isEqualTo(NOW + 100);
    }

    @Test
    void whatHasEndedOtherwiseSinceItWasReleasedIsNotStripped() {
        hold("a", NOW + 1);
        hold("b", NOW + 2);
        passTo(NOW + 2);
        entries.remember(A, ENDED, NOW + HOUR);

        entries.strip(NOW + 2, NOW + HOUR, 9);

        assertThat(entries.find(A, NOW + HOUR)).contains(ENDED);
        assertThat(entries.firstWhole()).isEqualTo(NOW + 2);
    }

    @Test
    void whatHasItsEndWrittenWhenItIsReleasedIsNeverWhole() {
        hold("late", NOW + 100);
        entries.remember(id("late"), ENDED, NOW + 2 * HOUR);
        entries.passed(new DueKey(NOW + 100, Kind.DEADLINE, "late"));
        assertThat(entries.firstWhole()).isEqualTo(HoldStore.NEVER);

        hold("a", NOW + 200);
        passTo(NOW + 200);
        hold("back", NOW + 50);
        assertThat(entries.firstWhole()).as("one waits behind").isEqualTo(NOW + 200);
        entries.remember(id("back"), ENDED, NOW + 2 * HOUR);

        assertThat(entries.firstWhole()).isEqualTo(NOW + 200);
    }

    @Test
    void findsTheFirstThatIsWholeThoughWhatWasStrippedBeforeIsForgotten() {
        for (int i = 0; i < 5; i++) {
            hold("old" + i, NOW + i);
        }
        passTo(NOW + 4);
        entries.strip(NOW + DAY, NOW + HOUR, 2);
        entries.tidy(NOW + 3 * DAY, 9);
        assertThat(entries.find(id("old1"), NOW)).isEmpty();

        open();
        assertThat(entries.firstWhole()).isEqualTo(NOW + 2);
        entries.strip(NOW + DAY, NOW + HOUR, 9);
        open();
        assertThat(entries.firstWhole()).isEqualTo(HoldStore.NEVER);

        hold("next", NOW + 100);
        passTo(NOW + 100);
        assertThat(entries.firstWhole()).isEqualTo(NOW + 100);
    }

    /** Whatever lies by due time. */
    private List<String> whole() {
        List<String> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.range(Family.DUE.start(), Family.DUE.end())) {
            all.forEachRemaining(
                    entry -> found.add(DueKey.of(Family.rest(entry.key)).id()));
        }
        return found;
    }

    @Test
    void forgetsWhatWasReleasedWhetherItWasStrippedInTimeOrNot() {
        holdSend("a", NOW + 100);
        holdSend("b", NOW + 200);
        passTo(NOW + 200);
        entries.strip(NOW + 150, NOW + HOUR, 3);

        entries.strip(NOW + 8 * DAY, NOW + 8 * DAY, 3);
        entries.tidy(NOW + 8 * DAY, 3);

        assertThat(size()).as("the cursor, and how far was stripped").isEqualTo(2);
    }

    @Test
    void goesOnStrippingWhereItWasWhenTheStoreIsOpenedAnew() {
        for (int i = 0; i < 4; i++) {
            hold("old" + i, NOW + i);
        }
        passTo(NOW + 3);
        entries.strip(NOW + DAY, NOW + HOUR, 2);
        // Nothing is ever written there again: were it looked for, it would be found.
        store.put(Family.DUE.of(NOW, Family.id(id("old0"))), new byte[0]);

        open();
        entries.strip(NOW + DAY, NOW + HOUR, 9);

        assertThat(whole()).containsExactly("old0");
    }

    @Test
    void remembersWhatWasStrippedExactlyAsLongAsItWouldHaveOtherwise() {
        EntryId send = new EntryId(Kind.SEND, "a");
        holdSend("a", NOW + 100);
        passTo(NOW + 100);

        entries.strip(NOW + HOUR, NOW + HOUR, 3);

        assertThat(entries.find(send, NOW + 100 + DAY + HOUR - 1)).contains(ENDED);
        assertThat(entries.find(send, NOW + 100 + DAY + HOUR)).isEmpty();
        entries.tidy(NOW + 100 + DAY + HOUR - 1, 3);
        assertThat(entries.find(send, NOW + 100 + DAY + HOUR - 1)).contains(ENDED);
    }

    @Test
    void whatCouldNotBeReadWhenItWasReleasedStaysUnreadable() {
        store.put(Family.id(A), brokenState());
        passTo(NOW + 1);

        entries.strip(NOW + HOUR, NOW + HOUR, 3);

        assertThat(whole()).isEmpty();
        assertThat(entries.find(A, NOW + HOUR)).contains(new Unreadable());
    }

    /** Personal data, and the size of the state. */
    @Test
    void ofAReleasedSendOnlyWhatIsRememberedIsLeft() {
        String text = "Hello " + "x".repeat(294);
        HeldSend send = Samples.held(Samples.request("a").text(text).build());
        DueKey key = new DueKey(NOW + 100, Kind.SEND, "a");
        entries.hold(key, new Waiting(ORIGIN), new Held.Send(send), NOW);
        passTo(NOW + 100);
        assertThat(stored()).contains(text, Samples.NUMBER);

        entries.strip(NOW + HOUR, NOW + HOUR, 3);

        assertThat(stored()).doesNotContain(text, Samples.NUMBER).hasSizeLessThan(200);
    }

    private String stored() {
        StringBuilder bytes = new StringBuilder();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> bytes.append(new String(entry.key.get(), StandardCharsets.ISO_8859_1))
                    .append(new String(entry.value, StandardCharsets.ISO_8859_1)));
        }
        return bytes.toString();
    }

    @Test
    void whatIsPutBehindTheCursorWaitsThereUntilItsEndIsWritten() {
        hold("a", NOW + 1_000);
        passTo(NOW + 1_000);
        hold("back", NOW + 500);
        hold("b", NOW + 2_000);

        assertThat(waiting()).containsExactly("back@500", "b@2000");
        try (HoldStore.Entries all = entries.waiting()) {
            assertThat(all.next().isAhead()).isFalse();
            assertThat(all.next().isAhead()).isTrue();
        }
        assertThat(entries.find(id("back"), NOW)).contains(new Noted());
        passTo(NOW + 2_000);
        assertThat(waiting()).containsExactly("back@500");
        entries.remember(id("back"), ENDED, NOW + 2_000);
        assertThat(waiting()).isEmpty();
    }

    private static byte[] brokenState() {
        byte[] broken = EntryBytes.waits(Family.DUE, NOW + 1, LANE, Grain.HOUR, new Noted(), new byte[0]);
        // Of its one byte, which comes last.
        broken[broken.length - 1] = 99;
        return broken;
    }

    @Test
    void aStateThatIsBrokenIsTold() {
        store.put(Family.id(A), brokenState());

        assertThat(waiting()).containsExactly("a@1");
        assertThat(entries.find(A, NOW)).contains(new Unreadable());
    }

    @Test
    void holdsNothingOutOfWhatWasReleased() {
        hold("a", NOW + 100);
        passTo(NOW + 100);

        assertThat(entries.held(A)).isEmpty();
    }

    /** A clock that was set back leaves many ends there: each scan would walk over what is left of them. */
    @Test
    void whatWaitsBehindTheCursorIsFoundWhereverItIsPutNext() {
        hold("a", NOW + 1_000);
        passTo(NOW + 1_000);
        hold("back1", NOW + 500);
        entries.remember(id("back1"), ENDED, NOW + 500);
        hold("back2", NOW + 600);
        assertThat(waiting()).containsExactly("back2@600");
        hold("back3", NOW + 550);
        assertThat(waiting()).containsExactly("back3@550", "back2@600");
        entries.remember(id("back3"), ENDED, NOW + 550);
        entries.remember(id("back2"), ENDED, NOW + 600);
        assertThat(waiting()).isEmpty();
        hold("back4", NOW + 400);
        assertThat(waiting()).containsExactly("back4@400");
    }
}
