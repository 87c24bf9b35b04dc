package dev.tidings.dispatcher.dispatch;

/** An item that is to be turned away before those of its key that came sooner. */
record Refused<T>(KeyQueue<T> queue, Entry<T> entry) {}
