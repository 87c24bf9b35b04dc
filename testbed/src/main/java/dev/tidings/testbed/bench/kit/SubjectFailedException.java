package dev.tidings.testbed.bench.kit;

/** A subject did not do as asked: this ends its run, and the benchmark says so and goes on with the next subject. */
public final class SubjectFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SubjectFailedException(String message) {
        super(message);
    }

    public SubjectFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
