package dev.tidings.runtime.trace;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TraceParent;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes no object and looks at nothing. */
final class NoTracing implements Tracing {
    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public OpenSpan open(String name, @Nullable TraceParent from, @Nullable TraceParent after) {
        return OpenSpan.NONE;
    }

    @Override
    public OpenSpan call(String name) {
        return OpenSpan.NONE;
    }

    @Override
    public @Nullable TraceParent current() {
        return null;
    }

    @Override
    public void tag(String key, String value) {}

    @Override
    public @Nullable TraceParent from(Headers headers) {
        return null;
    }

    @Override
    public void putInto(Headers headers) {}

    /** Stands where a span would. */
    static final class NoSpan implements OpenSpan {
        @Override
        public OpenSpan tag(String key, String value) {
            return this;
        }

        @Override
        public OpenSpan about(SendTask task) {
            return this;
        }

        @Override
        public OpenSpan about(DeliveryResult result) {
            return this;
        }

        @Override
        public SendTask handOn(SendTask task) {
            return task;
        }

        @Override
        public void close() {}
    }
}
