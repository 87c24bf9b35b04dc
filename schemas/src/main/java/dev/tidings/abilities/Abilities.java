package dev.tidings.abilities;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an account of one provider can do on one channel.
 *
 * @param channel the channel, as accounts name it
 * @param provider the adapter, as accounts name it
 * @param address what its recipients are called by
 * @param contents what it carries
 * @param receipts what it reports afterwards
 * @param knowsRepeatsFor for how long the provider takes a repeat with the same key for the same message; absent: it sends it
 *     once more
 * @param limits what the provider allows every account
 * @param validity how long the provider can be told to try; absent: it cannot be told
 */
public record Abilities(
        String channel,
        String provider,
        AddressForm address,
        Contents contents,
        Receipts receipts,
        @Nullable Duration knowsRepeatsFor,
        Limits limits,
        @Nullable Validity validity) {
    /** How complaints name it. */
    public String name() {
        return channel + "/" + provider;
    }
}
