package dev.tidings.scheduler.show;

import java.util.Optional;

/** Port: the other schedulers, asked for what they hold themselves. */
interface Peers {
    /** What it has to say, within a bounded time; empty where it does not say anything that can be read. */
    Optional<Part> ask(String address, Question question);
}
