package dev.tidings.local.ops;

import java.util.List;

/**
 * One of the six numbers at the top.
 *
 * @param id its name in the page
 * @param title what people call it
 * @param over the span it is about
 * @param figures one, or two that belong together
 * @param verdict whether that is good
 */
record KeyFigure(String id, String title, String over, List<Figure> figures, Verdict verdict) {
    KeyFigure {
        figures = List.copyOf(figures);
    }

    /**
     * A number.
     *
     * @param of what it counts; empty where the title says it
     */
    record Figure(Amount amount, String of) {}

    /** A service that does not answer leaves the number as it was, and nobody may take it for news. */
    KeyFigure knownBy(ServiceState state) {
        return state.condition() == Condition.DOWN
                ? new KeyFigure(
                        id,
                        title,
                        over,
                        figures,
                        Verdict.unknown("The " + state.name() + " does not answer: this number stands still."))
                : this;
    }
}
