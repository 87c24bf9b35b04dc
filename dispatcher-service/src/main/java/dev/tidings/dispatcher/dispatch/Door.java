package dev.tidings.dispatcher.dispatch;

/** A bound of an item's own, beside the window's: its sending account's. Called by one thread at a time, save where it says so. */
public interface Door {
    /** Whether one more may enter now. */
    boolean isOpen();

    /** Whether it stays closed for so long that nobody should wait for it. */
    boolean isShut();

    /** One has entered. */
    void entered();

    /** One that had entered has left. */
    void left();
}
