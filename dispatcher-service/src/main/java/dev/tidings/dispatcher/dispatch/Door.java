package dev.tidings.dispatcher.dispatch;

/** A bound of an item's own, beside the window's: its sending account's. Called by one thread at a time. */
public interface Door {
    /** Whether one more may enter now. */
    boolean isOpen();

    /** Whether it stays closed for so long that nobody should wait for it. */
    boolean isShut();

    /** Whether it is closed only because as many are in as may be: it opens as they, or others, leave. */
    boolean isBusy();

    /** Whether those who are in take so long that nobody should wait behind them: they are slow, or hang. */
    boolean isStuck();

    /** Whether it has only just begun, and opens by itself after a second or so: nobody is turned away for that. */
    boolean isBeginning();

    /** One has entered. */
    void entered();

    /** One that had entered has left. */
    void left();
}
