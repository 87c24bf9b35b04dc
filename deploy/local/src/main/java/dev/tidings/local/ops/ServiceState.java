package dev.tidings.local.ops;

/**
 * How a service is, judged by what it says of itself, or that it says nothing.
 *
 * @param name of the service
 * @param sentence what that means
 * @param command what helps; empty: waiting
 */
record ServiceState(String name, Condition condition, String sentence, String command) {
    static ServiceState of(Service service, Scrape scrape) {
        return switch (scrape) {
            case Scrape.Missed(String why) ->
                new ServiceState(
                        service.id(),
                        Condition.DOWN,
                        "The " + service.id() + " can't be reached: " + why + ".",
                        restart(service));
            case Scrape.Seen(Readings readings) -> of(service, readings);
        };
    }

    /** A service that says nothing about a thing has nothing to wait for. */
    private static ServiceState of(Service service, Readings readings) {
        double left = readings.sum("tidings_streams_restore_left");
        if (readings.least("tidings_catalog_caught_up").orElse(1) < 1) {
            return waiting(service, Condition.STARTING, " reads the catalog.");
        }
        if (readings.sum("tidings_dispatch_fenced") > 0) {
            return new ServiceState(
                    service.id(),
                    Condition.FENCED,
                    "The " + service.id()
                            + " has stopped: another process has its tidings.instance-id. Give each its own,"
                            + " then start this one again.",
                    restart(service));
        }
        if (runs(readings, "tidings_streams_running") && runs(readings, "tidings_dispatch_running")) {
            return waiting(service, Condition.UP, " does its work.");
        }
        return left > 0
                ? waiting(
                        service,
                        Condition.RESTORING,
                        " reads its state back: " + Amount.count(left) + " records are left.")
                : waiting(service, Condition.STARTING, " runs, and takes no records yet.");
    }

    private static boolean runs(Readings readings, String gauge) {
        return readings.least(gauge).orElse(1) >= 1;
    }

    private static String restart(Service service) {
        return "./tidings restart " + service.id();
    }

    private static ServiceState waiting(Service service, Condition condition, String does) {
        return new ServiceState(service.id(), condition, "The " + service.id() + does, "");
    }
}
