package dev.tidings.runtime;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do instead of a stack trace. Found by its name in spring.factories. */
final class StateFailureAnalyzer extends AbstractFailureAnalyzer<StateException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StateException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
