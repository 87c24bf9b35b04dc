package dev.tidings.runtime;

import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;

/** Exceptions in structured logs: as a {@link FailureNote}. Found by its name in tidings-defaults.properties. */
final class FailurePrinter implements StackTracePrinter {
    @Override
    public void printStackTrace(Throwable failure, Appendable out) throws IOException {
        out.append(FailureNote.of(failure));
    }
}
