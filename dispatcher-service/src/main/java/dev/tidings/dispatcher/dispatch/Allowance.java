package dev.tidings.dispatcher.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many places the lanes that yield may have together before they start none beyond their shares any more, while another goes before
 * them: all, until those of that one wait for a processor, and then so many that they hardly do. Additive increase, multiplicative decrease.
 *
 * @see <a href="file:deploy/decisions/019-dispatch-window.md">decision 019</a>
 */
final class Allowance {
    /** So long they may wait on average. Where processors have time to spare they wait for a tenth of it (bench dispatch, bulk-backlog). */
    static final Duration MAY_WAIT = Duration.ofMillis(1);

    /** What is left of it where they wait for longer. */
    private static final double DOWN_TO = 0.9;

    /** What is added to it where they don't, of all places: two hundred looks from none to all. */
    private static final double UP_BY = 0.005;

    /** After so many looks at which there was none to wait it goes up. */
    private static final int NOBODY_FOR = 10;

    private final int least;
    private final int most;
    private double places;
    private int lookedInVain;

    /**
     * All of them are allowed.
     *
     * @param least what is left in any case
     */
    Allowance(int least, int most) {
        this.least = least;
        this.most = most;
        this.places = most;
    }

    /**
     * Takes a look.
     *
     * @param waited how long those of the lane that goes before have waited since the last look, on average; null: there were none
     * @param yielding how many places the lanes have that yield to it
     * @param someBeyond whether one of them has more than its share: where none has, it is not they who keep the processors busy
     */
    void look(@Nullable Duration waited, int yielding, boolean someBeyond) {
        lookedInVain = waited == null ? lookedInVain + 1 : 0;
        if (waited != null && waited.compareTo(MAY_WAIT) > 0) {
            // Where they have more than is allowed, what it came down to last has not had its effect yet.
            if (someBeyond && yielding <= places) {
                places = Math.max(least, places * DOWN_TO);
            }
        } else if (waited != null || lookedInVain >= NOBODY_FOR) {
            places = Math.min(most, places + most * UP_BY);
        }
    }

    int places() {
        return (int) places;
    }
}
