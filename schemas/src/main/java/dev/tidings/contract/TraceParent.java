package dev.tidings.contract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of a distributed trace, as the header traceparent of W3C Trace Context names it. It says where in a trace something
 * happened, and nothing about what.
 *
 * @param traceId 32 hexadecimal digits in lower case, not all of them 0
 * @param spanId 16 of them, not all 0
 * @param sampled whether the trace's spans are kept
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
    /** What a later version of the format might add has room; more is not looked at. */
    public static final int MAX_CHARS = 128;

    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");
    private static final Pattern HEADER = Pattern.compile("(?!ff)(?<version>[0-9a-f]{2})-(?<trace>" + TRACE_ID
            + ")-(?<span>" + SPAN_ID + ")-(?<flags>[0-9a-f]{2})(?<more>-.*)?");
    private static final String VERSION = "00";

    public TraceParent {
        if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
            throw new IllegalArgumentException(
                    "a trace's id has 32 and a span's 16 digits from 0 to f, not all of them 0");
        }
    }

    /** Reads a header; empty where it is malformed. Of a later version, what this one has is read. */
    public static Optional<TraceParent> read(String header) {
        if (header.length() > MAX_CHARS) {
            return Optional.empty();
        }
        Matcher parts = HEADER.matcher(header);
        boolean isGood = parts.matches()
                && (parts.group("more") == null || !parts.group("version").equals(VERSION));
        return isGood
                ? Optional.of(new TraceParent(parts.group("trace"), parts.group("span"), sampled(parts.group("flags"))))
                : Optional.empty();
    }

    private static boolean sampled(String flags) {
        return (Integer.parseInt(flags, 16) & 1) == 1;
    }

    /** The header: 55 characters. */
    public String text() {
        return VERSION + '-' + traceId + '-' + spanId + (sampled ? "-01" : "-00");
    }
}
