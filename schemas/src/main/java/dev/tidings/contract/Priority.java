package dev.tidings.contract;

/** The lane a send is released into. An unknown symbol is read as NORMAL. */
public enum Priority {
    HIGH,
    NORMAL,
    BULK
}
