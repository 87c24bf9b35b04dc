package dev.tidings.dispatcher.account;

import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.SendTask;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AccountsTest {
    private static final SendTask TASK = task("r").make();

    private final AtomicLong now = new AtomicLong(1);
    /** What the catalog says. */
    private volatile int perSecond = 80;

    private final Accounts accounts = new Accounts(
            new OneAccount(() -> perSecond), new SharedPlaces(100, 100), new AccountTimes(now::get, this::pause));

    private boolean pause(Duration time) {
        now.addAndGet(time.toNanos());
        return true;
    }

    /** I6: where partitions go over to another instance, their part of the limit does too. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoStoodStillBringsNoShareBackThatWasGivenUpMeanwhile() throws InterruptedException {
        accounts.share(1);
        Account account = accounts.of(TASK).orElseThrow();
        perSecond = 40;
        Thread late = new Thread(() -> accounts.of(TASK));
        synchronized (account) {
            late.start();
            awaitBlocked(late);
            // It has read the whole share, and has yet to apply it.
            accounts.share(0.25);
        }
        late.join();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(elevenTake(account))
                .as("ten a second, a quarter of 40")
                .isBetween(Duration.ofMillis(1000), Duration.ofMillis(1050));
    }

    private static void awaitBlocked(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        assertThat(thread.getState()).as("it waits for the account").isEqualTo(Thread.State.BLOCKED);
    }

    private Duration elevenTake(Account account) throws InterruptedException {
        long begin = now.get();
        for (int i = 0; i < 11; i++) {
            account.entered();
            assertThat(account.takeTurn(1, now.get())).isTrue();
            account.left();
        }
        return Duration.ofNanos(now.get() - begin);
    }
}
