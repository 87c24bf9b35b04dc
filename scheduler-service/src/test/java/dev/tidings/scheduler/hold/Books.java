package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;

/** What one partition took in has gone out, has ended, or waits (I12). */
final class Books {
    private long open;

    void see(Output output) {
        switch (output) {
            case Output.Taken _ -> open++;
            case Output.Released _, Output.Deadline _, Output.Dropped _, Output.Unreadable _ -> open--;
            case Output.Result(DeliveryResult result) -> open -= ends(result) ? 1 : 0;
            case Output.Expired _, Output.Repeat _, Output.Watch _, Output.Unwatch _, Output.Order _ -> {
                // Neither comes in nor goes out.
            }
        }
    }

    /** SENT ends a step of which nothing waits, or whose retry is dropped. */
    private static boolean ends(DeliveryResult result) {
        return result.status() == Status.CANCELLED || result.status() == Status.EXPIRED;
    }

    void assertBalanced(long waiting) {
        assertThat(waiting).as("what waits").isEqualTo(open);
    }
}
