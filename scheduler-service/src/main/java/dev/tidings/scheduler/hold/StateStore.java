package dev.tidings.scheduler.hold;

import java.util.Optional;

/** Port: what is remembered of each id. */
public interface StateStore {
    Optional<HoldState> get(String id);

    void put(String id, HoldState state);

    void remove(String id);
}
