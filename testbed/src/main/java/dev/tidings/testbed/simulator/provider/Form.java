package dev.tidings.testbed.simulator.provider;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decoded form fields; of a repeated one the first counts. */
public final class Form {
    private final Map<String, String> values = new LinkedHashMap<>();

    private Form() {}

    public static Form parse(String body) {
        Form form = new Form();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    /** The value, empty when the field is missing. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** The value, if there is one and it is not empty. */
    public Optional<String> value(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    public Set<String> names() {
        return values.keySet();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }
}
