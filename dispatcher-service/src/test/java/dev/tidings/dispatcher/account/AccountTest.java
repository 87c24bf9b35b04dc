package dev.tidings.dispatcher.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.abilities.Limits.PerRecipient;
import dev.tidings.dispatcher.channel.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("id");
    private static final Outcome HANGS = new Outcome.Uncertain("no answer in time", null);
    private static final Duration TOOK = Duration.ofMillis(20);

    private long now = 1;
    private final List<Duration> pauses = new ArrayList<>();
    private Interlude whilePaused = () -> {};
    private boolean over;

    private interface Interlude {
        void run() throws InterruptedException;
    }

    private final AccountTimes times = new AccountTimes(() -> now, this::pause);
    private final SharedPlaces places = new SharedPlaces(100, 100);
    private final Account account = new Account(times, AccountBreaker.create(times), new RecipientRates(), places);

    AccountTest() {
        limit(null, 100);
    }

    private boolean pause(Duration time) throws InterruptedException {
        pauses.add(time);
        whilePaused.run();
        pass(time);
        return !over;
    }

    private void limit(@Nullable Double perSecond, int maxConcurrent) {
        limit(1, perSecond, maxConcurrent);
    }

    private void limit(int epoch, @Nullable Double perSecond, int maxConcurrent) {
        account.limit(new Account.Applied(epoch, now, perSecond, maxConcurrent, null));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void call(Outcome outcome) throws InterruptedException {
        assertThat(account.isOpen()).isTrue();
        account.entered();
        assertThat(account.takeTurn(1, now)).isTrue();
        account.called(outcome, TOOK);
        account.left();
    }

    private void breakIt() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            call(HANGS);
        }
        assertThat(account.isOpen()).isFalse();
    }

    @Test
    void takesNoMoreAtOnceThanItMay() {
        limit(null, 2);
        account.entered();
        account.entered();
        assertThat(account.isOpen()).isFalse();
        assertThat(account.cause()).isEqualTo(Cause.CONCURRENCY);
        assertThat(account.inFlight()).isEqualTo(2);
        assertThat(account.breakerOpen()).isZero();
        account.left();
        assertThat(account.isOpen()).isTrue();
        assertThat(account.cause())
                .as("of who was turned away just before: it has no rate")
                .isEqualTo(Cause.CONCURRENCY);
    }

    @Test
    void beginsForTheSecondInWhichItsRateLetsNothingGo() {
        assertThat(account.isBeginning()).as("without a rate").isFalse();
        limit(10.0, 100);
        pass(Duration.ofMillis(900));
        assertThat(account.isBeginning()).isTrue();
        assertThat(account.isOpen()).isFalse();
        pass(Duration.ofMillis(120));
        assertThat(account.isBeginning()).isFalse();
        assertThat(account.isOpen()).isTrue();
    }

    @Test
    void doesNotBeginForLongerWhereItsShareIsLessThanOneASecond() {
        limit(0.25, 100);
        pass(Duration.ofMillis(1020));
        assertThat(account.isBeginning()).isFalse();
        assertThat(account.isOpen()).isFalse();
    }

    @Test
    void beginsOnlyWhatWillSoonHaveItsTurn() {
        limit(20.0, 100);
        pass(Duration.ofSeconds(5));
        int begun = 0;
        while (account.isOpen()) {
            account.entered();
            begun++;
        }
        assertThat(begun).isBetween(2, 4);
        assertThat(account.cause()).isEqualTo(Cause.RATE);
        assertThat(account.isShut()).isFalse();
    }

    @Test
    void sendsMoreOnTheWayWhereThatTakesLong() throws InterruptedException {
        limit(100.0, 100);
        for (int i = 0; i < 200; i++) {
            long begun = now;
            account.entered();
            pass(Duration.ofMillis(400));
            assertThat(account.takeTurn(1, begun)).isTrue();
            account.left();
        }
        int begun = 0;
        while (account.isOpen()) {
            account.entered();
            begun++;
        }
        assertThat(begun)
                .as("100 a second, 400 ms on the way, and a little more")
                .isBetween(45, 65);
    }

    @Test
    void noShareComesBackThatWasGivenUp() throws InterruptedException {
        limit(2, 10.0, 100);
        pass(Duration.ofSeconds(2));
        limit(1, 40.0, 100);
        long begin = now;
        for (int i = 0; i < 11; i++) {
            account.entered();
            assertThat(account.takeTurn(1, now)).isTrue();
        }
        assertThat(Duration.ofNanos(now - begin))
                .as("eleven, of which ten may go in a second; the rate did not begin anew either")
                .isBetween(Duration.ofMillis(1000), Duration.ofMillis(1050));
    }

    @Test
    void appliesWhatTheCatalogSaysNowOfTheSameShare() {
        limit(2, null, 1);
        limit(2, null, 2);
        account.entered();
        assertThat(account.isOpen()).isTrue();
        limit(2, null, 1);
        assertThat(account.isOpen()).isFalse();
    }

    @Test
    void letsNobodyGoBeforeItsTurn() throws InterruptedException {
        limit(20.0, 100);
        pass(Duration.ofSeconds(2));
        long begin = now;
        for (int i = 0; i < 21; i++) {
            account.entered();
            assertThat(account.takeTurn(1, now)).isTrue();
        }
        assertThat(Duration.ofNanos(now - begin)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1050));
        assertThat(pauses).isNotEmpty();
    }

    @Test
    void aTurnThatComesTooLateIsNone() throws InterruptedException {
        limit(1.0, 100);
        pass(Duration.ofMillis(1100));
        account.entered();
        account.entered();
        assertThat(account.takeTurn(1, now)).isTrue();
        assertThat(account.takeTurn(1, now)).isFalse();
        assertThat(pauses).isEmpty();
        pass(Duration.ofMillis(1100));
        assertThat(account.isOpen()).isTrue();
    }

    /** Put off, he would come after those behind him. */
    @Test
    void whoWasOnHisWayWhenItsRateBeganWaitsUntilItHas() throws InterruptedException {
        limit(1, 10.0, 100);
        pass(Duration.ofSeconds(2));
        account.entered();
        limit(2, 5.0, 100);
        long begin = now;
        assertThat(account.takeTurn(1, now)).isTrue();
        assertThat(Duration.ofNanos(now - begin)).isBetween(Duration.ofMillis(1020), Duration.ofMillis(1050));
    }

    @Test
    void nobodyWaitsForAShareOfLessThanOneASecond() throws InterruptedException {
        limit(1, 10.0, 100);
        pass(Duration.ofSeconds(2));
        account.entered();
        limit(2, 0.5, 100);
        assertThat(account.takeTurn(1, now)).isFalse();
        assertThat(pauses).isEmpty();
    }

    @Test
    void nobodyWaitsForATurnWhenItIsOver() throws InterruptedException {
        limit(10.0, 100);
        pass(Duration.ofMillis(900));
        account.entered();
        over = true;
        assertThat(account.takeTurn(1, now)).isFalse();
        assertThat(pauses).hasSize(1);
    }

    @Test
    void isLeftAloneWhileItsProviderDoesNotAnswerAndThenProbed() throws InterruptedException {
        breakIt();
        assertThat(account.isShut()).isTrue();
        assertThat(account.cause()).isEqualTo(Cause.BREAKER);
        assertThat(account.breakerOpen()).isEqualTo(1);

        pass(AccountBreaker.OPEN_FOR.plusMillis(1));
        assertThat(account.breakerOpen()).isEqualTo(0.5);
        int probes = 0;
        while (account.isOpen()) {
            account.entered();
            assertThat(account.takeTurn(1, now)).isTrue();
            probes++;
        }
        assertThat(probes).isEqualTo(AccountBreaker.PROBES);
        for (int i = 0; i < probes; i++) {
            account.called(ACCEPTED, TOOK);
            account.left();
        }
        assertThat(account.isOpen()).isTrue();
    }

    @Test
    void probesThatFailKeepItClosed() throws InterruptedException {
        breakIt();
        pass(AccountBreaker.OPEN_FOR.plusMillis(1));
        for (int i = 0; i < AccountBreaker.PROBES; i++) {
            account.entered();
            assertThat(account.takeTurn(1, now)).isTrue();
        }
        for (int i = 0; i < AccountBreaker.PROBES; i++) {
            account.called(HANGS, TOOK);
            account.left();
        }
        assertThat(account.isOpen()).isFalse();
        assertThat(account.isShut()).isTrue();
    }

    @Test
    void aProbeThatMakesNoCallLeavesItsPlaceToAnother() throws InterruptedException {
        breakIt();
        pass(AccountBreaker.OPEN_FOR.plusMillis(1));
        for (int i = 0; i < 3 * AccountBreaker.PROBES; i++) {
            account.entered();
            assertThat(account.takeTurn(1, now)).isTrue();
            account.giveBackTurn();
            account.left();
        }
        assertThat(account.isOpen()).isTrue();
    }

    @Test
    void refusalsBreakNothing() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            call(new Outcome.Throttled("too often", "131056", null, true));
        }
        assertThat(account.isOpen()).isTrue();
    }

    @Test
    void restsWhenTheProviderAsksItTo() throws InterruptedException {
        call(new Outcome.Throttled("too fast", "130429", Duration.ofSeconds(2), false));
        assertThat(account.isOpen()).isFalse();
        assertThat(account.isShut()).isFalse();
        assertThat(account.cause()).isEqualTo(Cause.PROVIDER);
        pass(Duration.ofMillis(1999));
        assertThat(account.isOpen()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(account.isOpen()).isTrue();
    }

    @Test
    void restsLongerFromTimeToTimeButNotByEachOfThoseRefusedTogether() throws InterruptedException {
        Outcome tooFast = new Outcome.Throttled("too fast", "130429", null, false);
        for (int i = 0; i < 50; i++) {
            account.entered();
            assertThat(account.takeTurn(1, now)).isTrue();
        }
        for (int i = 0; i < 50; i++) {
            account.called(tooFast, TOOK);
            account.left();
        }
        pass(Duration.ofMillis(500));
        call(tooFast);
        pass(Duration.ofMillis(999));
        assertThat(account.isOpen()).isFalse();
        pass(Duration.ofMillis(1));
        call(ACCEPTED);
        call(tooFast);
        pass(Duration.ofMillis(500));
        assertThat(account.isOpen()).isTrue();
    }

    @Test
    void anAbsurdWishOfTheProviderIsBounded() throws InterruptedException {
        call(new Outcome.Throttled("too fast", "130429", Duration.ofDays(365), false));
        assertThat(account.isShut()).isTrue();
        pass(Duration.ofSeconds(32));
        assertThat(account.isOpen()).isTrue();
    }

    @Test
    void booksThoseItTurnsAwayOneAfterTheOther() {
        limit(10.0, 100);
        Duration first = account.book(1);
        assertThat(first).isEqualTo(Account.PATIENCE);
        Duration second = account.book(3);
        Duration third = account.book(1);
        assertThat(second.minus(first)).isBetween(Duration.ofMillis(100), Duration.ofMillis(103));
        assertThat(third.minus(second)).isBetween(Duration.ofMillis(300), Duration.ofMillis(309));
    }

    @Test
    void whoFindsItBusyIsBookedAsOthersHaveEnded() throws InterruptedException {
        limit(null, 10);
        for (int i = 0; i < 10; i++) {
            account.entered();
            assertThat(account.takeTurn(1, now)).isTrue();
        }
        assertThat(account.isOpen()).isFalse();
        assertThat(account.isBusy()).isTrue();
        for (int i = 0; i < 200; i++) {
            pass(Duration.ofMillis(50));
            account.called(ACCEPTED, TOOK);
            account.left();
            account.entered();
            assertThat(account.takeTurn(1, now)).isTrue();
        }
        Duration first = account.book(1);
        assertThat(account.book(1).minus(first)).isBetween(Duration.ofMillis(49), Duration.ofMillis(51));
    }

    @Test
    void isStuckWhenMostHaveCalledAndForASecondNoneHasEnded() throws InterruptedException {
        limit(null, 2);
        begin();
        pass(Duration.ofMillis(900));
        account.entered();
        pass(Duration.ofSeconds(1));
        assertThat(account.isStuck()).as("one has not called yet").isFalse();
        assertThat(account.takeTurn(1, now)).isTrue();
        assertThat(account.isStuck()).as("it has only just called").isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(account.isStuck()).isTrue();
        account.left();
        assertThat(account.isStuck()).as("there is room").isFalse();
        begin();
        pass(Duration.ofMillis(999));
        assertThat(account.isStuck()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(account.isStuck()).isTrue();
    }

    private Account sharing(SharedPlaces few) {
        Account shared = new Account(times, AccountBreaker.create(times), new RecipientRates(), few);
        shared.limit(new Account.Applied(1, now, null, Integer.MAX_VALUE, null));
        return shared;
    }

    private void begin(Account shared, int calls) throws InterruptedException {
        for (int i = 0; i < calls; i++) {
            assertThat(shared.isOpen()).isTrue();
            shared.entered();
            assertThat(shared.takeTurn(1, now)).isTrue();
        }
    }

    /** As many calls begin as may. */
    private void fill(Account shared) throws InterruptedException {
        while (shared.isOpen()) {
            begin(shared, 1);
        }
    }

    @Test
    void hasFewerPlacesWhereOthersHaveTaken() throws InterruptedException {
        SharedPlaces few = new SharedPlaces(16, 12);
        Account other = sharing(few);
        Account shared = sharing(few);
        begin(other, 12);
        begin(shared, 3);
        assertThat(shared.isOpen()).as("none is free but the sixteenth").isFalse();
        assertThat(shared.isBusy()).isTrue();
        assertThat(shared.cause()).isEqualTo(Cause.CONCURRENCY);
        other.left();
        assertThat(shared.isOpen())
                .as("one is free, and each may have four times as many")
                .isTrue();
    }

    private void begin() throws InterruptedException {
        account.entered();
        assertThat(account.takeTurn(1, now)).isTrue();
    }

    @Test
    void isStuckWhereCallsTakeMoreThanASecondThoughOneEndsNowAndThen() throws InterruptedException {
        limit(null, 50);
        for (int i = 0; i < 50; i++) {
            begin();
        }
        for (int i = 0; i < 200; i++) {
            pass(Duration.ofMillis(19));
            account.called(ACCEPTED, TOOK);
            account.left();
            begin();
        }
        assertThat(account.isStuck()).as("0.95 s each").isFalse();
        for (int i = 0; i < 400; i++) {
            pass(Duration.ofMillis(21));
            account.called(ACCEPTED, TOOK);
            account.left();
            begin();
        }
        assertThat(account.isStuck()).as("1.05 s each").isTrue();
    }

    @Test
    void whoFindsItStuckIsBookedAsIfEachCallTookAsLongAsNoneHasEnded() throws InterruptedException {
        limit(null, 10);
        for (int i = 0; i < 10; i++) {
            begin();
        }
        pass(Duration.ofSeconds(4));
        Duration first = account.book(1);
        assertThat(first).isEqualTo(Account.PATIENCE);
        assertThat(account.book(1).minus(first)).isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 1000; i++) {
            account.book(1);
        }
        account.called(new Outcome.Uncertain("no answer", null), TOOK);
        assertThat(account.book(1)).as("no room yet").isGreaterThan(Duration.ofMinutes(6));
        account.left();
        begin();
        assertThat(account.book(1)).as("there was room").isEqualTo(Account.PATIENCE);
        pass(Duration.ofSeconds(2));
        assertThat(account.isStuck()).isTrue();
        assertThat(account.book(1)).as("and what was before that is over").isEqualTo(Account.PATIENCE);
    }

    @Test
    void whoFindsItStuckIsBookedBehindThoseThatWereBookedByItsRate() throws InterruptedException {
        limit(1.0, 1);
        pass(Duration.ofSeconds(2));
        begin();
        for (int i = 0; i < 60; i++) {
            account.book(1);
        }
        pass(Duration.ofSeconds(2));
        Duration stuck = account.book(1);
        assertThat(stuck).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(64));
        account.left();
        assertThat(account.book(1)).as("and so is whoever comes later").isBetween(stuck, stuck.plusSeconds(3));
    }

    @Test
    void howLongNothingWasToBeDoneIsNoMeasureOfIt() throws InterruptedException {
        limit(null, 2);
        call(ACCEPTED);
        pass(Duration.ofHours(1));
        account.entered();
        account.entered();
        assertThat(account.takeTurn(1, now)).isTrue();
        account.called(ACCEPTED, TOOK);
        account.left();
        Duration first = account.book(1);
        assertThat(account.book(1)).isEqualTo(first);
    }

    @Test
    void howLongNothingWasToBeDoneIsNoMeasureEitherWhereOthersLeaveItOnePlace() throws InterruptedException {
        SharedPlaces few = new SharedPlaces(64, 48);
        Account other = sharing(few);
        Account shared = sharing(few);
        begin(other, 48);
        for (int i = 0; i < 12; i++) {
            few.take();
        }
        for (int i = 0; i < 3; i++) {
            begin(shared, 1);
            assertThat(shared.isOpen()).isFalse();
            pass(TOOK);
            shared.called(ACCEPTED, TOOK);
            shared.left();
            pass(Duration.ofMinutes(1));
        }
        Duration first = shared.book(1);
        assertThat(shared.book(1)).isEqualTo(first);
    }

    @Test
    void isStuckWhereSomeOfItsCallsHangAndTheOthersAreQuick() throws InterruptedException {
        limit(null, 50);
        begin(account, 50);
        pass(Duration.ofMillis(900));
        for (int i = 0; i < 200; i++) {
            // Most hang, and one ends each 25 ms: of fifty each keeps its place for 1.25 s on average.
            pass(Duration.ofMillis(25));
            account.called(i % 10 == 0 ? HANGS : ACCEPTED, Duration.ofMillis(200));
            account.left();
            begin(account, 1);
        }
        assertThat(account.isStuck()).isTrue();
    }

    @Test
    void isStuckThoughItHasFewerRecipientsThanPlaces() throws InterruptedException {
        begin(account, 20);
        pass(Duration.ofMillis(999));
        assertThat(account.isStuck()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(account.isOpen()).isTrue();
        assertThat(account.isStuck()).isTrue();
        account.left();
        assertThat(account.isStuck()).isFalse();
    }

    @Test
    void staysStuckThoughItTakesTheFewPlacesThatOthersLeave() throws InterruptedException {
        SharedPlaces few = new SharedPlaces(64, 48);
        Account other = sharing(few);
        Account shared = sharing(few);
        begin(other, 20);
        fill(shared);
        pass(Duration.ofSeconds(1));
        assertThat(shared.isStuck()).isTrue();
        for (int i = 0; i < 3; i++) {
            other.left();
            int before = shared.inFlight();
            fill(shared);
            assertThat(shared.inFlight()).isGreaterThan(before);
            assertThat(shared.isStuck()).isTrue();
        }
    }

    @Test
    void isNotStuckWhereItFillsMorePlacesThanItHad() throws InterruptedException {
        SharedPlaces few = new SharedPlaces(64, 48);
        Account hanging = sharing(few);
        Account shared = sharing(few);
        begin(hanging, 48);
        fill(shared);
        for (int i = 0; i < 200; i++) {
            pass(Duration.ofMillis(30));
            shared.called(ACCEPTED, Duration.ofMillis(300));
            shared.left();
            begin(shared, 1);
        }
        for (int i = 0; i < 48; i++) {
            hanging.left();
        }
        fill(shared);
        assertThat(shared.inFlight()).isGreaterThan(40);
        pass(Duration.ofMillis(200));
        assertThat(shared.isStuck()).isFalse();
    }

    @Test
    void isProbedByAsManyHoweverFewPlacesAreFree() throws InterruptedException {
        SharedPlaces few = new SharedPlaces(64, 48);
        Account other = sharing(few);
        Account shared = sharing(few);
        for (int i = 0; i < 20; i++) {
            begin(shared, 1);
            shared.called(HANGS, TOOK);
            shared.left();
        }
        begin(other, 48);
        for (int i = 0; i < 12; i++) {
            few.take();
        }
        pass(AccountBreaker.OPEN_FOR.plusMillis(1));
        begin(shared, AccountBreaker.PROBES);
        assertThat(shared.isOpen()).isFalse();
    }

    @Test
    void nothingIsBookedFarAhead() {
        limit(1.0, 100);
        for (int i = 0; i < 5_000; i++) {
            assertThat(account.book(1)).isLessThan(Duration.ofMinutes(11));
        }
    }

    @Test
    void oneOfSeveralPartsIsNotOvertakenForEver() throws InterruptedException {
        limit(10.0, 100);
        pass(Duration.ofSeconds(5));
        for (int i = 0; i < 10; i++) {
            account.entered();
            assertThat(account.takeTurn(1, now)).isTrue();
        }
        List<String> order = new ArrayList<>();
        // While the long one waits, a short one comes.
        whilePaused = () -> {
            whilePaused = () -> {};
            account.entered();
            assertThat(account.takeTurn(1, now)).isFalse();
            order.add("short was not let in");
        };
        account.entered();
        assertThat(account.takeTurn(6, now)).isTrue();
        assertThat(order).hasSize(1);
    }

    @Test
    void otherLimitsLetTheRateBeginAnew() {
        limit(100.0, 100);
        pass(Duration.ofSeconds(5));
        assertThat(account.isOpen()).isTrue();
        account.limit(new Account.Applied(2, now, 2.0, 100, null));
        assertThat(account.isOpen()).isFalse();
    }

    /** Who lets nothing go before a second is over also lets nothing go then that others have. */
    @Test
    void aRateThatBeginsAnewLetsNothingGoForASecond() throws InterruptedException {
        limit(100.0, 100);
        pass(Duration.ofSeconds(5));
        account.limit(new Account.Applied(2, now, 80.0, 100, null));
        long begin = now;
        pass(Duration.ofMillis(500));
        account.entered();
        assertThat(account.takeTurn(1, now)).isTrue();
        assertThat(Duration.ofNanos(now - begin)).isBetween(Duration.ofMillis(1001), Duration.ofMillis(1030));
    }

    @Test
    void oneThatIsUsedLongAfterTheLimitsWereDividedNeedNotWait() throws InterruptedException {
        Account fresh = new Account(times, AccountBreaker.create(times), new RecipientRates(), places);
        long divided = now;
        pass(Duration.ofSeconds(2));
        fresh.limit(new Account.Applied(1, divided, 1.0, 100, null));
        fresh.entered();
        assertThat(fresh.takeTurn(1, now)).isTrue();
        assertThat(pauses).isEmpty();
    }

    /** What was allowed until now may just have been used. */
    @Test
    void otherLimitsInTheCatalogLetTheRateBeginNowAndNotWhenTheyWereDivided() {
        limit(100.0, 100);
        long divided = now;
        account.limit(new Account.Applied(2, divided, 100.0, 100, null));
        pass(Duration.ofSeconds(5));
        account.limit(new Account.Applied(2, divided, 50.0, 100, null));
        assertThat(account.isOpen()).isFalse();
    }

    @Test
    void theSameLimitsLetItGoOn() throws InterruptedException {
        Account.Applied limits = new Account.Applied(1, now, 2.0, 100, null);
        account.limit(limits);
        pass(Duration.ofSeconds(5));
        account.limit(new Account.Applied(1, limits.since(), 2.0, 100, null));
        account.entered();
        assertThat(account.takeTurn(1, now)).isTrue();
        assertThat(pauses).isEmpty();
    }

    @Test
    void letsARecipientHaveABurstAndThenOneAtATime() {
        account.limit(new Account.Applied(1, now, null, 100, new PerRecipient(Duration.ofSeconds(6), 3)));
        for (int i = 0; i < 3; i++) {
            assertThat(account.takeRecipient("ann")).isEmpty();
        }
        assertThat(account.takeRecipient("ann")).hasValue(Duration.ofSeconds(6));
        assertThat(account.takeRecipient("bob")).isEmpty();
        pass(Duration.ofSeconds(5));
        assertThat(account.takeRecipient("ann")).hasValue(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(account.takeRecipient("ann")).isEmpty();
        assertThat(account.takeRecipient("ann")).isPresent();
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < 3; i++) {
            assertThat(account.takeRecipient("ann")).isEmpty();
        }
        assertThat(account.takeRecipient("ann")).isPresent();
    }
}
