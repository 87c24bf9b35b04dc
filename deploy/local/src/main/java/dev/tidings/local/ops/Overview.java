package dev.tidings.local.ops;

import java.time.Instant;
import java.util.List;

/**
 * All that the page shows beside the plots.
 *
 * @param at UTC milliseconds
 * @param traffic whether anything was ever asked for, as far as the services and results know
 * @param matters what somebody should see, the worst first
 * @param failures the newest first
 */
record Overview(
        long at,
        boolean traffic,
        List<Matter> matters,
        List<ServiceState> services,
        List<KeyFigure> figures,
        Route route,
        List<Held.Due> due,
        List<AccountRow> accounts,
        List<Failure> failures) {
    Overview {
        matters = List.copyOf(matters);
        services = List.copyOf(services);
        figures = List.copyOf(figures);
        due = List.copyOf(due);
        accounts = List.copyOf(accounts);
        failures = List.copyOf(failures);
    }

    static Overview of(Instant now, Sight sight, List<Failure> failures) {
        List<ServiceState> services =
                List.of(Service.values()).stream().map(sight::state).toList();
        List<KeyFigure> figures = KeyFigures.of(sight);
        List<AccountRow> accounts = AccountRow.all(sight);
        return new Overview(
                now.toEpochMilli(),
                traffic(sight) || !failures.isEmpty(),
                Matter.of(services, figures, accounts),
                services,
                figures,
                Flows.of(sight),
                Held.byDue(sight),
                accounts,
                failures);
    }

    /** Counted by the services since their start, or held from before it. */
    private static boolean traffic(Sight sight) {
        Readings scheduler = sight.of(Service.SCHEDULER);
        return scheduler.sum("tidings_requests_received_total") > 0
                || Held.messages(sight) > 0
                || sight.of(Service.DISPATCHER).sum("tidings_attempts_total") > 0;
    }
}
