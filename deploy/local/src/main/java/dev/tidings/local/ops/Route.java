package dev.tidings.local.ops;

import dev.tidings.local.ops.KeyFigure.Figure;
import java.util.List;

/**
 * The path of messages, from left to right, with what flows along it now.
 *
 * @param stops request, hold, dispatch, result, fallback
 * @param links what flows from each stop to the next one
 * @param back what goes back to hold
 */
record Route(List<Stop> stops, List<Flow> links, List<Flow> back) {
    Route {
        stops = List.copyOf(stops);
        links = List.copyOf(links);
        back = List.copyOf(back);
    }

    /**
     * One stop.
     *
     * @param name one of the five words
     * @param state of the service that does it
     * @param main its number
     * @param groups what flows through it
     * @param facts what is there now
     */
    record Stop(String name, ServiceState state, Figure main, List<Group> groups, List<Figure> facts) {
        Stop {
            groups = List.copyOf(groups);
            facts = List.copyOf(facts);
        }
    }

    /** Parts of a flow that belong together. */
    record Group(String title, List<Flow> flows) {
        Group {
            flows = List.copyOf(flows);
        }
    }

    /** @param rate per second */
    record Flow(String name, double rate) {}
}
