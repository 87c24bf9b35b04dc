package dev.tidings.scheduler.hold;

import dev.tidings.contract.RequestRules;
import dev.tidings.scheduler.hold.HoldState.CancelledAhead;
import java.util.HashSet;
import java.util.Set;

/**
 * Cancellations that are read before their requests: upstream's two writes may overtake each other. Each is remembered like
 * what has ended, for the same span and as one small entry, so any number of them is dropped again in time.
 */
final class EarlyCancels {
    /** A tenant's ids are its own in all honesty; more than a few at one id are an attempt to fill the store. */
    private static final int MOST_TENANTS = 4;

    private static final int MAX_TENANT = 64;

    private final Agenda agenda;
    private final HoldStore store;

    EarlyCancels(Agenda agenda) {
        this.agenda = agenda;
        this.store = agenda.store();
    }

    /**
     * Remembers it, if a request of that id and tenant can come at all.
     *
     * @param before who cancelled it already
     * @return what to say of it
     */
    String remember(Control control, Set<String> before) {
        Set<String> tenants = new HashSet<>(before);
        tenants.add(control.tenant());
        if (!canCome(control) || tenants.size() > MOST_TENANTS) {
            return "unknown request";
        }
        store.remember(EntryId.send(control.requestId()), new CancelledAhead(tenants), agenda.time());
        return "unknown request; it will be cancelled if it comes within "
                + store.span().toHours() + " hours";
    }

    private static boolean canCome(Control control) {
        String tenant = control.tenant();
        return RequestRules.isRequestId(control.requestId())
                && !tenant.isBlank()
                && tenant.codePointCount(0, tenant.length()) <= MAX_TENANT;
    }
}
