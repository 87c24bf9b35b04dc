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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Campaigns in the hold's one store. */
final class CampaignStoreAdapter implements CampaignStore {
    private static final byte[] NOTHING = {};

    private final KeyValueStore<Bytes, byte[]> store;
    private final Broken broken;
    private final Set<Bytes> told = new HashSet<>();

    /**
     * Over the store of a partition.
     *
     * @param broken is told of each entry that cannot be read, once
     */
    CampaignStoreAdapter(KeyValueStore<Bytes, byte[]> store, Broken broken) {
        this.store = store;
        this.broken = broken;
    }

    /** Is told of what cannot be read. */
    interface Broken {
        /**
         * It was met.
         *
         * @param why quotes nothing of it
         */
        void found(byte[] key, byte[] value, String why);
    }

    @Override
    public Optional<CampaignState> get(CampaignKey campaign) {
        Bytes key = Family.CAMPAIGN.key(campaign.toText());
        return Optional.ofNullable(store.get(key)).map(value -> read(key, value));
    }

    private CampaignState read(Bytes key, byte[] value) {
        try {
            return CampaignFormat.read(value);
        } catch (RuntimeException e) {
            // Bytes that are broken break in many ways, and some of those quote them.
            if (told.add(key)) {
                broken.found(Family.rest(key), value, "how a campaign stands cannot be read");
            }
            return CampaignState.UNREADABLE;
        }
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
        List<Bytes> unreadable = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(key(campaign, after), Family.PARKED.end())) {
            while (found.size() < most && entries.hasNext()) {
                Bytes place = entries.next().key;
                byte[] key = Family.rest(place);
                if (!startsWith(key, prefix)) {
                    break;
                }
                ByteBuffer parked = ByteBuffer.wrap(key, prefix.length, key.length - prefix.length);
                readParked(parked).ifPresentOrElse(one -> addUnless(one, after, found), () -> unreadable.add(place));
            }
        }
        unreadable.forEach(this::drop);
        return found;
    }

    private static Optional<ParkedKey> readParked(ByteBuffer key) {
        try {
            return Optional.of(CampaignFormat.readParked(key));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static void addUnless(ParkedKey parked, ParkedKey after, List<ParkedKey> found) {
        if (!parked.equals(after)) {
            found.add(parked);
        }
    }

    /** The request that it was about lies where its validity ends, and expires there. */
    private void drop(Bytes place) {
        broken.found(Family.rest(place), NOTHING, "the key of a parked request cannot be read");
        store.delete(place);
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
