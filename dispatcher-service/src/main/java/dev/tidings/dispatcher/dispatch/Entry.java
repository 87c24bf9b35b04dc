package dev.tidings.dispatcher.dispatch;

import org.jspecify.annotations.Nullable;

/** An item that waits in a {@link Window}. */
record Entry<T>(T item, int bytes, @Nullable Door door, boolean wasParked) {}
