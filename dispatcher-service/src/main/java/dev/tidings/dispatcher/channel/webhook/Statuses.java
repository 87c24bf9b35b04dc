package dev.tidings.dispatcher.channel.webhook;

import dev.tidings.contract.Receipt;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a webhook said.
 *
 * @param receipts in the order they came
 * @param fates one for each status
 */
public record Statuses(List<Receipt> receipts, List<Fate> fates) {
    /** Nothing was said. */
    public static final Statuses NONE = new Statuses(List.of(), List.of());

    /** Whether some of it is about other accounts. */
    public boolean isOfOthersToo() {
        return fates.contains(Fate.OTHER_NUMBER);
    }

    /**
     * Together with what another account found in the same webhook.
     *
     * @param others what was its own is no longer another's here
     */
    public Statuses with(Statuses others) {
        List<Fate> found =
                others.fates.stream().filter(fate -> fate != Fate.OTHER_NUMBER).toList();
        List<Receipt> told = new ArrayList<>(receipts);
        told.addAll(others.receipts);
        List<Fate> all = new ArrayList<>(fates);
        for (Fate fate : found) {
            all.remove(Fate.OTHER_NUMBER);
            all.add(fate);
        }
        return new Statuses(told, all);
    }
}
