package dev.tidings.runtime;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do instead of a stack trace. Found by its name in spring.factories. */
final class CatalogNotReadAnalyzer extends AbstractFailureAnalyzer<CatalogNotReadException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, CatalogNotReadException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "See that Kafka answers at tidings.bootstrap-servers and that the topics are there"
                        + " (run ./tidings topics --apply); tidings.catalog.patience is how long a start waits.",
                cause);
    }
}
