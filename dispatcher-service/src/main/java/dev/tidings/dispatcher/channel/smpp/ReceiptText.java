package dev.tidings.dispatcher.channel.smpp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a receipt, as appendix B of the specification shows it: {@code id:… sub:… dlvrd:… submit date:… done date:… stat:… err:…
 * text:…}. It is nobody's standard, so every field may be missing, and what stands behind {@code text:} may be anything.
 *
 * @param id the message's id, at most 64 characters without blanks; empty: missing
 * @param state how it ended, in capitals; empty: missing
 * @param error the network's code; empty: missing
 */
record ReceiptText(String id, String state, String error) {
    /** What tells anything comes before. */
    private static final int READ = 400;

    private static final Pattern QUOTED = Pattern.compile("(?i)(?:^|\\s)text:");
    private static final Pattern FIELD = Pattern.compile("(?i)(?:^|\\s)(id|stat|err): ?([^\\s:]{1,64})(?=\\s|$)");

    static ReceiptText parse(String text) {
        String begin = text.length() > READ ? text.substring(0, READ) : text;
        Matcher quoted = QUOTED.matcher(begin);
        String told = quoted.find() ? begin.substring(0, quoted.start()) : begin;
        return new ReceiptText(
                field(told, "id").orElse(""),
                field(told, "stat").orElse("").toUpperCase(Locale.ROOT),
                field(told, "err").orElse(""));
    }

    private static Optional<String> field(String told, String name) {
        return FIELD.matcher(told)
                .results()
                .filter(found -> found.group(1).equalsIgnoreCase(name))
                .map(found -> found.group(2))
                .findFirst();
    }
}
