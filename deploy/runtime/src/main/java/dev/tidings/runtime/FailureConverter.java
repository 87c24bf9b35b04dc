package dev.tidings.runtime;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;

/** Exceptions in lines of text: as a {@link FailureNote}, by the pattern's word {@code %failure}. */
public final class FailureConverter extends ThrowableHandlingConverter {
    private static final String WORD = "failure";

    /** Before the log is set up. Spring Boot sets it up without a file of Logback's, where the word would be declared else. */
    static void declare() {
        PatternLayout.DEFAULT_CONVERTER_SUPPLIER_MAP.put(WORD, FailureConverter::new);
    }

    @Override
    public String convert(ILoggingEvent event) {
        return switch (event.getThrowableProxy()) {
            case null -> "";
            case ThrowableProxy failure -> ": " + FailureNote.of(failure.getThrowable());
            case IThrowableProxy elsewhere -> ": " + elsewhere.getClassName();
        };
    }
}
