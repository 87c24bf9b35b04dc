package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.CampaignFormat;
import dev.tidings.scheduler.hold.CampaignKey;
import dev.tidings.scheduler.hold.CampaignState;
import dev.tidings.scheduler.hold.CampaignStore;
import dev.tidings.scheduler.hold.ParkedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Campaigns in the hold's one store. */
final class CampaignStoreAdapter implements CampaignStore {
    private static final byte[] NOTHING = {};

    private final KeyValueStore<Bytes, byte[]> store;

    CampaignStoreAdapter(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public Optional<CampaignState> get(CampaignKey campaign) {
        return Optional.ofNullable(store.get(Family.CAMPAIGN.key(campaign.toText())))
                .map(CampaignFormat::read);
    }

    @Override
    public void put(CampaignKey campaign, CampaignState state) {
        store.put(Family.CAMPAIGN.key(campaign.toText()), CampaignFormat.write(state));
    }

    @Override
    public void remove(CampaignKey campaign) {
        store.delete(Family.CAMPAIGN.key(campaign.toText()));
    }

    @Override
    public void park(CampaignKey campaign, ParkedKey parked) {
        store.put(key(campaign, parked), NOTHING);
    }

    @Override
    public void unpark(CampaignKey campaign, ParkedKey parked) {
        store.delete(key(campaign, parked));
    }

    @Override
    public List<ParkedKey> parked(CampaignKey campaign, ParkedKey after, int most) {
        byte[] prefix = prefix(campaign);
        List<ParkedKey> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(key(campaign, after), Family.PARKED.end())) {
            while (found.size() < most && entries.hasNext()) {
                byte[] key = Family.rest(entries.next().key);
                if (!startsWith(key, prefix)) {
                    break;
                }
                ParkedKey parked =
                        CampaignFormat.readParked(ByteBuffer.wrap(key, prefix.length, key.length - prefix.length));
                if (!parked.equals(after)) {
                    found.add(parked);
                }
            }
        }
        return found;
    }

    private static Bytes key(CampaignKey campaign, ParkedKey parked) {
        byte[] prefix = prefix(campaign);
        byte[] rest = CampaignFormat.write(parked);
        return Family.PARKED.key(ByteBuffer.allocate(prefix.length + rest.length)
                .put(prefix)
                .put(rest)
                .array());
    }

    /** With its length before it: no campaign's name is the beginning of another's then. */
    private static byte[] prefix(CampaignKey campaign) {
        byte[] text = campaign.toText().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES + text.length)
                .putShort((short) text.length)
                .put(text)
                .array();
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
