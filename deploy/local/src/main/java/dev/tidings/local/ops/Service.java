package dev.tidings.local.ops;

/** The services whose metrics are read, in the order of the path. */
enum Service {
    SCHEDULER("scheduler"),
    DISPATCHER("dispatcher"),
    FALLBACK("fallback");

    private final String id;

    Service(String id) {
        this.id = id;
    }

    /** What people and the command line call it. */
    String id() {
        return id;
    }
}
