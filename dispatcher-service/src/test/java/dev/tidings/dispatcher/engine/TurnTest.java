package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.dispatcher.account.Account;
import dev.tidings.dispatcher.account.AccountTimes;
import dev.tidings.dispatcher.account.Accounts;
import dev.tidings.dispatcher.account.SharedPlaces;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnTest {
    private final ManualClock clock = new ManualClock(NOW);
    private final ScriptedChannels channels = new ScriptedChannels();
    private final Accounts accounts =
            new Accounts(channels, new SharedPlaces(100, 100), new AccountTimes(clock::nanos, this::pause));

    private boolean pause(Duration time) {
        clock.pass(time);
        return true;
    }

    private Account account() {
        accounts.share(1);
        Account account = accounts.of(task("a").make()).orElseThrow();
        clock.pass(Duration.ofSeconds(2));
        return account;
    }

    private static Turn entered(Account account) {
        account.entered();
        return new Turn(account);
    }

    @Test
    void whoHasGivenItBackIsOnceMoreOnTheWayToOne() {
        channels.limits = new AccountLimits(10, null, null);
        Account account = account();
        Turn turn = entered(account);
        assertThat(turn.take(1)).isTrue();
        assertThat(account.isOpen()).isTrue();
        turn.giveBack();
        assertThat(account.isOpen()).as("there is one that needs the next turn").isFalse();
        assertThat(turn.take(1)).isTrue();
    }

    @Test
    void aProbeThatIsNotMadeLeavesItsPlaceToAnother() {
        Account account = account();
        for (int i = 0; i < 20; i++) {
            try (Turn turn = entered(account)) {
                assertThat(turn.take(1)).isTrue();
                turn.called(new Outcome.Uncertain("no answer in time", null), Duration.ofMillis(20));
            }
            account.left();
        }
        assertThat(account.isOpen()).isFalse();
        clock.pass(Duration.ofSeconds(11));
        for (int i = 0; i < 20; i++) {
            try (Turn turn = entered(account)) {
                assertThat(turn.take(1)).isTrue();
            }
            account.left();
        }
    }

    @Test
    void isTakenOnce() {
        channels.limits = new AccountLimits(10, null, null);
        Turn turn = entered(account());
        assertThat(turn.take(1)).isTrue();
        assertThat(turn.take(1)).isTrue();
        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(2));
    }
}
