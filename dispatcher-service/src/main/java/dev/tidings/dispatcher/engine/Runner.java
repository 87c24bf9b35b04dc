package dev.tidings.dispatcher.engine;

/** Does one piece of work from begin to end, on the thread that calls. */
@FunctionalInterface
interface Runner {
    /**
     * Does it.
     *
     * @param answered is told, at most once, when a call has its answer, and what came of it is still to be written
     * @return whether it is done: all it led to is acknowledged. Otherwise it has to be done again, by the partition's next owner, or by
     *     this one where the partition is still its own
     */
    boolean run(Work work, Runnable answered);
}
