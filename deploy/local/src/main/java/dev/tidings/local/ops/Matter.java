package dev.tidings.local.ops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that somebody should see.
 *
 * @param about its key: what it is about, which stays while the words change
 * @param what it is, in a sentence
 * @param command what helps, or tells more; empty: nothing to type
 */
record Matter(String about, Level level, String what, String command) {
    /** The worst first; empty where all is well. */
    static List<Matter> of(List<ServiceState> services, List<KeyFigure> figures, List<AccountRow> accounts) {
        List<Matter> matters = new ArrayList<>();
        services.forEach(state ->
                matters.add(new Matter(state.name(), state.condition().level(), state.sentence(), state.command())));
        accounts.forEach(account -> matters.add(new Matter(
                account.account(),
                account.level(),
                "The breaker of " + account.account() + " is " + account.breaker() + ": its sends wait.",
                "")));
        figures.forEach(figure -> matters.add(new Matter(
                figure.id(),
                figure.verdict().level(),
                figure.title() + ", " + figure.figures().getFirst().amount() + ": "
                        + figure.verdict().sentence(),
                "")));
        return matters.stream()
                .filter(matter -> matter.level().compareTo(Level.ATTENTION) >= 0)
                .sorted(Comparator.comparing(Matter::level).reversed())
                .toList();
    }
}
