package dev.tidings.publish;

import java.util.List;

/** The request breaks rules of form and was not published. Names every problem by its field, and holds no values. */
public final class InvalidRequestException extends Exception {
    private final transient List<String> problems;

    InvalidRequestException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
