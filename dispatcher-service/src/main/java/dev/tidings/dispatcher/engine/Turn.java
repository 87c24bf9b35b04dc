package dev.tidings.dispatcher.engine;

import dev.tidings.dispatcher.account.Account;
import dev.tidings.dispatcher.channel.Outcome;
import java.time.Duration;

/** One task's turn at its account. Belongs to one thread. */
final class Turn implements AutoCloseable {
    private final Account account;
    private long begun;
    private Stage stage = Stage.ENTERED;

    private enum Stage {
        ENTERED,
        /** It may call. */
        TAKEN,
        /** There is no turn for it, or it has called, or it is closed. */
        OVER
    }

    /** The turn of a task that has entered. */
    Turn(Account account) {
        this.account = account;
        this.begun = account.now();
    }

    Account account() {
        return account;
    }

    /**
     * Waits for the turn, the first time; returns whether it is there.
     *
     * @param parts how many messages it counts for
     */
    boolean take(int parts) {
        if (stage == Stage.ENTERED) {
            stage = Stage.OVER;
            try {
                stage = account.takeTurn(parts, begun) ? Stage.TAKEN : Stage.OVER;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return stage == Stage.TAKEN;
    }

    void called(Outcome outcome, Duration took) {
        account.called(outcome, took);
        stage = Stage.OVER;
    }

    /** It came too late: another one is to be taken. */
    void giveBack() {
        account.giveBackTurn();
        account.again();
        begun = account.now();
        stage = Stage.ENTERED;
    }

    /** Lets others have what was not used. */
    @Override
    public void close() {
        switch (stage) {
            case ENTERED -> account.giveUpTurn();
            case TAKEN -> account.giveBackTurn();
            case OVER -> {}
        }
        stage = Stage.OVER;
    }
}
