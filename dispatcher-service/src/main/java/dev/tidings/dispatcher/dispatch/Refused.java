package dev.tidings.dispatcher.dispatch;

/** An item that is to be turned away before those of its key that came sooner, and beside one that runs. */
record Refused<T>(Queue<T> queue, Entry<T> entry) {}
