package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.scheduler.hold.CampaignFormat;
import dev.tidings.scheduler.hold.CampaignKey;
import dev.tidings.scheduler.hold.CampaignState;
import dev.tidings.scheduler.hold.CampaignState.Seat;
import dev.tidings.scheduler.hold.ParkedKey;
import dev.tidings.scheduler.hold.Standing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored of campaigns, where it is broken. */
class CampaignStoreAdapterTest {
    private static final CampaignKey CAMPAIGN = new CampaignKey("acme", "autumn");
    private static final ParkedKey START = new ParkedKey(0, 0, "");
    private static final ParkedKey PARKED = new ParkedKey(10, 20, "a");

    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("hold"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final List<String> told = new ArrayList<>();
    private final CampaignStoreAdapter campaigns = new CampaignStoreAdapter(store, (_, _, why) -> told.add(why));

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    private static Bytes key() {
        return Family.CAMPAIGN.key(CAMPAIGN.toText());
    }

    @Test
    void readsBackWhatItWrote() {
        CampaignState state = new CampaignState(Standing.PAUSED, 1, 2, 3, Seat.DECIDES, PARKED);
        campaigns.put(CAMPAIGN, state);

        assertThat(campaigns.get(CAMPAIGN)).contains(state);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 20})
    void whatIsCutShortIsUnreadableAndToldOnce(int length) {
        byte[] whole = CampaignFormat.write(new CampaignState(Standing.PAUSED, 1, 2, 3, Seat.DECIDES, PARKED));
        store.put(key(), ByteBuffer.allocate(length).put(whole, 0, length).array());

        assertThat(campaigns.get(CAMPAIGN)).contains(CampaignState.UNREADABLE);
        assertThat(campaigns.get(CAMPAIGN)).contains(CampaignState.UNREADABLE);

        assertThat(told).containsExactly("how a campaign stands cannot be read");
    }

    /** Of all that is stored, nothing has the code of what cannot be read. */
    @Test
    void isUnreadableWhereItsStandingHasNoCode() {
        byte[] bytes = CampaignFormat.write(new CampaignState(Standing.CANCELLED, 1, 2, 3, Seat.DECIDES, PARKED));
        bytes[1] = 0;
        store.put(key(), bytes);

        assertThat(campaigns.get(CAMPAIGN)).contains(CampaignState.UNREADABLE);
        assertThat(told).containsExactly("how a campaign stands cannot be read");
    }

    @Test
    void ofParkedRequestsOneWhoseKeyIsBrokenIsDropped() {
        campaigns.park(CAMPAIGN, PARKED);
        store.put(brokenKey(), new byte[0]);

        assertThat(campaigns.parked(CAMPAIGN, START, 10)).containsExactly(PARKED);
        assertThat(campaigns.parked(CAMPAIGN, START, 10)).containsExactly(PARKED);

        assertThat(told).containsExactly("the key of a parked request cannot be read");
    }

    /** That of the parked request, without its end. */
    private Bytes brokenKey() {
        try (KeyValueIterator<Bytes, byte[]> parked = store.range(Family.PARKED.start(), Family.PARKED.end())) {
            KeyValue<Bytes, byte[]> whole = parked.next();
            byte[] key = whole.key.get();
            return Bytes.wrap(ByteBuffer.allocate(key.length - 5)
                    .put(key, 0, key.length - 5)
                    .array());
        }
    }
}
