package dev.tidings.contract;

/** What to do with a send that is due outside its delivery window. HOLD: wait for the window to open; SKIP: do not send, the request ends as EXPIRED. An unknown symbol is read as HOLD. */
public enum OutsideWindow {
    HOLD,
    SKIP
}
