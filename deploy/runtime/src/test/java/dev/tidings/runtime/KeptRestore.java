package dev.tidings.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.jspecify.annotations.Nullable;

/** Keeps what a store that is opened wants restored by, and restores by it, as Kafka Streams does. */
final class KeptRestore {
    private final StateStoreContext context;
    private @Nullable BatchingStateRestoreCallback kept;

    KeptRestore(StateStoreContext context) {
        this.context = context;
    }

    /** To open the store with. */
    StateStoreContext context() {
        return (StateStoreContext) Proxy.newProxyInstance(
                KeptRestore.class.getClassLoader(), new Class<?>[] {StateStoreContext.class}, (_, method, args) -> {
                    if (method.getName().equals("register")) {
                        kept = (BatchingStateRestoreCallback) args[1];
                    }
                    try {
                        return method.invoke(context, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    void restore(Collection<KeyValue<byte[], byte[]>> logged) {
        Objects.requireNonNull(kept, "it was opened").restoreAll(logged);
    }
}
