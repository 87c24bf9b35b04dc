package dev.tidings.local.settings;

import dev.tidings.abilities.AbilityTable;
import java.util.Iterator;

/** The channels that commands can name. */
public final class Channels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return AbilityTable.channels().iterator();
    }

    /**
     * Refuses what is none.
     *
     * @param option how the command line calls it
     * @throws UserError with the channels that there are
     */
    public static void check(String option, String channel) {
        if (!AbilityTable.channels().contains(channel)) {
            throw new UserError(option + " is one of " + String.join(", ", AbilityTable.channels()) + ".");
        }
    }
}
