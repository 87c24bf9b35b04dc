package dev.tidings.testbed.simulator;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One provider's API. Pure: it looks at a call and says what it would answer. */
interface Provider {
    /** The channel that this provider serves. */
    String channel();

    /** Whether this path is the provider's. */
    boolean owns(String path);

    /** Looks at a call. */
    Inquiry open(Call call);

    /**
     * The answer that the provider gives with an HTTP status.
     *
     * @param status HTTP status.
     * @param code The provider's own error code; null for the usual one of that status.
     */
    Answer trouble(int status, @Nullable Integer code);

    /** A call that is being looked at. */
    interface Inquiry {
        /** Who it is from and for. */
        Address address();

        /** Checks it as the provider does, as if the named templates had been deleted. */
        Verdict judge(Set<String> deletedTemplates);
    }
}
