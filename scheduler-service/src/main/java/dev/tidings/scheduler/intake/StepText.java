package dev.tidings.scheduler.intake;

import com.samskivert.mustache.Mustache;
import dev.tidings.contract.Reason;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A text with the request's parameters in it, written {@code {{name}}}, as they are: an SMS is no HTML. There are variables and
 * nothing else. Sections and partials would make of a text a program, and a name with a dot would be looked up in the value.
 */
final class StepText {
    /** What becomes of a text. */
    sealed interface Filled {
        record Good(String text) implements Filled {}

        record Wrong(Reason reason, String detail) implements Filled {}
    }

    private static final Mustache.Compiler COMPILER = Mustache.compiler().escapeHTML(false);

    private static final String OPENED = "{{";

    /**
     * Without what the language has a meaning for, like {@code .} and {@code -first}. The library sees nothing else with braces: it
     * fails in many ways on tags that are none.
     */
    private static final Pattern TAG = Pattern.compile("(?<!\\{)\\{\\{([A-Za-z0-9_]{1,128})\\}\\}(?!\\})");

    /** The whole of what the parameters are in. */
    private static final String THIS = "this";

    private StepText() {}

    /**
     * Puts the parameters in.
     *
     * @param field where the text stands, for complaints
     * @param names whether complaints may quote the names in it: those of a policy, but not what upstream wrote
     */
    static Filled fill(String field, String text, Map<String, String> parameters, Quoting names) {
        if (!text.contains(OPENED)) {
            return new Filled.Good(text);
        }
        List<String> named =
                TAG.matcher(text).results().map(tag -> tag.group(1)).distinct().toList();
        if (TAG.matcher(text).replaceAll("").contains(OPENED) || named.contains(THIS)) {
            return new Filled.Wrong(Reason.INVALID_REQUEST, field + ": holds something else than text and {{name}}");
        }
        List<String> missing =
                named.stream().filter(name -> !parameters.containsKey(name)).toList();
        return missing.isEmpty()
                ? new Filled.Good(COMPILER.compile(text).execute(parameters))
                : new Filled.Wrong(Reason.TEMPLATE_PARAMETERS_INVALID, names.missing(field, missing, named));
    }

    /** How a parameter that is missing is told. */
    enum Quoting {
        /** By its name. */
        NAMES {
            @Override
            String missing(String field, List<String> missing, List<String> all) {
                return field + ": the request has no parameters " + missing;
            }
        },
        /** By its place: what upstream wrote may be anything. */
        PLACES {
            @Override
            String missing(String field, List<String> missing, List<String> all) {
                List<Integer> places =
                        missing.stream().map(name -> all.indexOf(name) + 1).toList();
                return field + ": the request has no parameters for its variables number " + places;
            }
        };

        abstract String missing(String field, List<String> missing, List<String> all);
    }
}
