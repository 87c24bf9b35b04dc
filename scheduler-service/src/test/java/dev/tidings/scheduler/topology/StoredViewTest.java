package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.EntryId;
import dev.tidings.scheduler.hold.Grain;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.scheduler.hold.Kind;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredViewTest {
    private static final DueKey START = new DueKey(0, Kind.SEND, "");

    private final EntryStore store =
            new EntryStore(Stores.inMemoryKeyValueStore("hold").get(), new EntryStores("hold"));
    private final StoredView view = new StoredView(store);

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        hold(Kind.RETRY, "a", 100, Optional.of(HeldLane.BULK));
        hold(Kind.CAMPAIGN, "timer", 150, Optional.empty());
        hold(Kind.DEADLINE, "b", 200, Optional.of(HeldLane.DEADLINE));
        hold(Kind.DEADLINE, "c", 300, Optional.of(HeldLane.DEADLINE));
    }

    private void hold(Kind kind, String id, long due, Optional<HeldLane> lane) {
        store.put(
                Family.id(new EntryId(kind, id)),
                EntryBytes.waits(Family.DUE, due, lane, Grain.SECOND, new Noted(), new byte[0]));
    }

    private List<String> page(DueKey after, int most) {
        return view.page(after, most).stream().map(entry -> entry.key().id()).toList();
    }

    @Test
    void pagesInDueOrderAndLeavesOutWhatIsNoRequests() {
        assertThat(page(START, 2)).containsExactly("a", "b");
        assertThat(page(new DueKey(200, Kind.DEADLINE, "b"), 2)).containsExactly("c");
    }

    @Test
    void beginsAtTheCursorAndShowsNothingThatWasReleased() {
        store.put(Family.CURSOR.start(), new DueKey(150, Kind.SEND, "").toBytes());

        assertThat(page(START, 10)).containsExactly("b", "c");
        assertThat(page(new DueKey(250, Kind.SEND, ""), 10)).containsExactly("c");
        assertThat(view.find("a")).isEmpty();
    }

    @Test
    void showsWhatWaitsBehindTheCursorFirst() {
        store.put(Family.CURSOR.start(), new DueKey(250, Kind.SEND, "").toBytes());
        store.put(
                Family.id(new EntryId(Kind.RETRY, "back")),
                EntryBytes.waits(
                        Family.BEHIND, 120, Optional.of(HeldLane.BULK), Grain.SECOND, new Noted(), new byte[0]));

        assertThat(page(START, 10)).containsExactly("back", "c");
        assertThat(page(START, 1)).containsExactly("back");
        assertThat(page(new DueKey(120, Kind.RETRY, "back"), 10)).containsExactly("c");
        assertThat(view.find("back")).map(entry -> entry.key().due()).contains(120L);
    }

    @Test
    void findsByIdWhatWaitsAndNothingElse() {
        store.put(Family.id(new EntryId(Kind.DEADLINE, "b")), EntryBytes.ended(1, new Noted()));

        assertThat(view.find("a")).map(entry -> entry.key().due()).contains(100L);
        assertThat(view.find("b")).isEmpty();
        assertThat(view.find("timer")).isEmpty();
    }
}
