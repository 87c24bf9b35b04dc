package dev.tidings.local.up;

import dev.tidings.local.settings.LocalPorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What one `up` has started.
 *
 * @param supervisor the `up` process itself
 * @param ready whether all parts were ready once
 * @param data where the data is
 * @param ports the ports in use
 * @param parts its children, in the order of their start
 */
public record Run(RunningProcess supervisor, boolean ready, Path data, LocalPorts ports, List<RunningProcess> parts) {
    public Run {
        parts = List.copyOf(parts);
    }

    public Optional<RunningProcess> part(String name) {
        return parts.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** Processes that still run, the last one started first: the order to stop them in. */
    List<RunningProcess> leftOver() {
        List<RunningProcess> alive =
                new ArrayList<>(parts.stream().filter(RunningProcess::alive).toList());
        Collections.reverse(alive);
        return alive;
    }

    Run with(RunningProcess started) {
        List<RunningProcess> next = new ArrayList<>(parts);
        next.removeIf(p -> p.name().equals(started.name()));
        next.add(started);
        return new Run(supervisor, ready, data, ports, next);
    }

    Run nowReady() {
        return new Run(supervisor, true, data, ports, parts);
    }
}
