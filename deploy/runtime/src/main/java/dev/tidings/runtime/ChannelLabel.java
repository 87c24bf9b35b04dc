package dev.tidings.runtime;

import dev.tidings.abilities.AbilityTable;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The label {@code channel}: a record, or whoever calls a webhook, can name any channel, and each would be counted apart. */
public final class ChannelLabel {
    public static final String NAME = "channel";

    private static final String UNKNOWN = "unknown";

    /** All values that it has. */
    public static final Set<String> ALL =
            Stream.concat(AbilityTable.channels().stream(), Stream.of(UNKNOWN)).collect(Collectors.toUnmodifiableSet());

    private ChannelLabel() {}

    /** The channel's own name, or {@code unknown} where there is no such channel. */
    public static String of(String channel) {
        return ALL.contains(channel) ? channel : UNKNOWN;
    }
}
