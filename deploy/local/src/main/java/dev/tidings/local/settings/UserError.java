package dev.tidings.local.settings;

/** Something that the user can put right; the message says what and how, and is all that is printed. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
