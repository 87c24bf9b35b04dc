package dev.tidings.testbed.simulator.smpp;

/** Values of command_status, as the specification numbers them. */
public final class Status {
    public static final int OK = 0x00;
    public static final int INVALID_COMMAND = 0x03;
    public static final int NOT_BOUND = 0x04;
    public static final int SYSTEM_ERROR = 0x08;
    public static final int BIND_FAILED = 0x0D;
    public static final int INVALID_PASSWORD = 0x0E;
    static final int INVALID_LENGTH = 0x01;
    static final int INVALID_SOURCE = 0x0A;
    static final int INVALID_DESTINATION = 0x0B;
    static final int QUEUE_FULL = 0x14;
    static final int INVALID_ESM_CLASS = 0x43;
    static final int SUBMIT_FAILED = 0x45;
    static final int THROTTLED = 0x58;
    static final int INVALID_VALIDITY = 0x62;

    private Status() {}
}
