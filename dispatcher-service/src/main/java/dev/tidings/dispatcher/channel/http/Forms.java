package dev.tidings.dispatcher.channel.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Fields as application/x-www-form-urlencoded, in a body or behind a question mark. */
public final class Forms {
    private Forms() {}

    /** The fields in their map's order. */
    public static String write(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The fields in the order they came, a name as often as it came. What is no escape stays as it is. */
    public static List<Map.Entry<String, String>> read(String text) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (String field : text.split("&", -1)) {
            if (!field.isEmpty()) {
                int equals = field.indexOf('=');
                String name = equals < 0 ? field : field.substring(0, equals);
                fields.add(Map.entry(decode(name), equals < 0 ? "" : decode(field.substring(equals + 1))));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
