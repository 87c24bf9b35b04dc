package dev.tidings.scheduler.hold;

import java.util.Optional;

/** Port: how far what is due is done, kept with the state it belongs to. */
public interface CursorStore {
    Optional<DueKey> read();

    void write(DueKey cursor);
}
