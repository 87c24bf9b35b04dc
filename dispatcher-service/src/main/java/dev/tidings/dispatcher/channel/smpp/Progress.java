package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.dispatcher.channel.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How far one message has come. It closes the race between the one who gives it up and the one who is about to write: either
 * giving up comes first, and nothing more is written, or it learns of what was.
 */
final class Progress {
    private final int parts;
    private int accepted;
    private boolean open;
    private boolean givenUp;

    Progress(int parts) {
        this.parts = parts;
    }

    /** Whether a part may be written now; it counts as written then. */
    synchronized boolean begin() {
        open = !givenUp;
        return open;
    }

    /** The part that was written is not open any more: it was refused. */
    synchronized void refused() {
        open = false;
    }

    synchronized void accepted() {
        open = false;
        accepted++;
    }

    synchronized boolean hasAccepted() {
        return accepted > 0;
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }

    /** Nothing more is written. */
    synchronized Outcome giveUp(String why) {
        givenUp = true;
        if (open) {
            return halfWay(why, null);
        }
        return accepted == 0 ? new Outcome.Unreachable(why + ", nothing was sent") : halfWay(why, null);
    }

    /** Nobody knows what became of a part, or the others will not be sent. */
    synchronized Outcome.Uncertain halfWay(String why, @Nullable String code) {
        return new Outcome.Uncertain(accepted == 0 ? why : soFar() + why, code);
    }

    /** Some parts are accepted, and one is refused for good: without it there is no message. */
    synchronized Outcome.Rejected refusedAfterAll(Outcome.Rejected part) {
        return new Outcome.Rejected(part.reason(), soFar() + part.detail(), part.providerCode());
    }

    private String soFar() {
        return accepted + " of " + parts + " parts were accepted, then: ";
    }
}
