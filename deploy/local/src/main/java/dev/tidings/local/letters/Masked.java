package dev.tidings.local.letters;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.codec.ValueForm;
import dev.tidings.contract.RequestRules;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of a dead letter. Addresses and texts stand in its value in clear, and, since it can be anything, may stand
 * in its key and its headers too: shown is what has the form of something harmless.
 */
final class Masked {
    private static final Pattern TYPE = Pattern.compile("dev\\.tidings\\.avro\\.([A-Za-z]{1,40})");

    /** An id that is all digits might be a telephone number. */
    private static final Pattern LETTER = Pattern.compile(".*[A-Za-z].*");

    private static final Pattern RECIPIENT_KEY = Pattern.compile("[0-9a-f]{32}");

    private static final Set<String> KEYED_BY_REQUEST =
            Set.of(Topics.REQUESTS, Topics.HOLDS, Topics.RESULTS, Topics.WATCHES, Topics.DEADLINES);
    private static final Set<String> KEYED_BY_RECIPIENT =
            Arrays.stream(Lane.values()).map(Lane::topic).collect(Collectors.toUnmodifiableSet());

    private static final List<String> KNOWN_HEADERS = List.of(
            EventHeaders.ID,
            EventHeaders.TYPE,
            EventHeaders.SOURCE,
            EventHeaders.TIME,
            EventHeaders.SPEC_VERSION,
            "traceparent",
            "tracestate");

    private Masked() {}

    /** The event's type by its header or its schema: SendRequest; empty where neither names one of ours. */
    static Optional<String> type(Letter letter, Codec codec) {
        return Stream.concat(
                        Stream.ofNullable(EventHeaders.text(letter.headers(), EventHeaders.TYPE)),
                        schema(codec.form(letter.record().value())).stream())
                .map(TYPE::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    static String key(Letter letter) {
        byte @Nullable [] key = letter.record().key();
        if (key == null) {
            return "none";
        }
        String text = new String(key, StandardCharsets.UTF_8);
        String topic = letter.place().map(Place::topic).orElse("");
        boolean harmless = KEYED_BY_REQUEST.contains(topic)
                ? RequestRules.isRequestId(text) && LETTER.matcher(text).matches()
                : KEYED_BY_RECIPIENT.contains(topic)
                        && RECIPIENT_KEY.matcher(text).matches();
        return harmless ? text : bytes(key.length) + ", not shown";
    }

    static String value(Letter letter, Codec codec) {
        byte @Nullable [] value = letter.record().value();
        String form = switch (codec.form(value)) {
            case ValueForm.Empty() -> "empty";
            case ValueForm.SingleObject(String fingerprint, Optional<String> schema) ->
                "single-object encoding, fingerprint " + fingerprint + ", " + named(schema);
            case ValueForm.Registered(int id, Optional<String> schema) ->
                "Confluent wire format, schema " + Integer.toUnsignedString(id) + ", " + named(schema);
            case ValueForm.Other(int firstByte) ->
                String.format(Locale.ROOT, "of no known wire format, its first byte is %02x", firstByte);
        };
        String size = value == null || value.length == 0 ? "" : bytes(value.length) + ", ";
        return size
                + form
                + letter.wholeSize().map(whole -> ", cut from " + bytes(whole)).orElse("");
    }

    /** Names of ours, and how many others there are. */
    static String headers(Letter letter) {
        List<String> names = StreamSupport.stream(letter.headers().spliterator(), false)
                .map(Header::key)
                .toList();
        List<String> known = KNOWN_HEADERS.stream().filter(names::contains).toList();
        long others =
                names.stream().filter(name -> !KNOWN_HEADERS.contains(name)).count();
        if (names.isEmpty()) {
            return "none";
        }
        String list = String.join(", ", known);
        return others == 0
                ? list
                : list + (known.isEmpty() ? "" : " and ") + others + (others == 1 ? " other" : " others");
    }

    private static Optional<String> schema(ValueForm form) {
        return switch (form) {
            case ValueForm.SingleObject known -> known.schema();
            case ValueForm.Registered known -> known.schema();
            case ValueForm.Empty _, ValueForm.Other _ -> Optional.empty();
        };
    }

    private static String named(Optional<String> schema) {
        return schema.map(name -> "the schema of " + name).orElse("of no schema that is known here");
    }

    private static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "byte" : "bytes");
    }
}
