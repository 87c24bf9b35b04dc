package dev.tidings.testbed.monitoring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * As much of PromQL as it takes to see what an expression selects. Whether it is valid is Prometheus' to say.
 */
public final class PromQl {
    private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern TOKEN = Pattern.compile(
            STRING + "|\\d[\\w.]*|[a-zA-Z_:][a-zA-Z0-9_:]*|\\{(?:[^\"}]|" + STRING + ")*\\}|\\[[^\\]]*\\]|[()]|[^\\s]");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Set<String> BEFORE_LABELS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    private PromQl() {}

    /**
     * What is selected.
     *
     * @param metric its name
     * @param matchers what stands between the braces; empty where there are none
     * @param range what stands between the brackets behind it; empty where there are none
     * @param function the function, aggregation or nothing of whose parentheses it stands in
     */
    public record Selector(String metric, String matchers, String range, String function) {
        boolean matches(String matcher) {
            return List.of(matchers.split(", ")).contains(matcher);
        }

        boolean isCounter() {
            return metric.endsWith("_total");
        }
    }

    /** The selectors of an expression, from left to right. */
    public static List<Selector> selectors(String expression) {
        List<String> tokens =
                TOKEN.matcher(expression).results().map(MatchResult::group).toList();
        List<Selector> selectors = new ArrayList<>();
        Deque<String> around = new ArrayDeque<>();
        String before = "";
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.equals("(")) {
                around.push(NAME.matcher(before).matches() ? before : "");
            } else if (token.equals(")")) {
                around.pop();
            } else if (isMetric(tokens, i, around)) {
                String matchers = inside(at(tokens, i + 1), '{');
                String range = inside(at(tokens, matchers.isEmpty() ? i + 1 : i + 2), '[');
                selectors.add(new Selector(token, matchers, range, around.isEmpty() ? "" : around.peek()));
            }
            before = token;
        }
        return selectors;
    }

    private static boolean isMetric(List<String> tokens, int i, Deque<String> around) {
        String token = tokens.get(i);
        String next = at(tokens, i + 1);
        return NAME.matcher(token).matches()
                && !WORDS.contains(token)
                && !BEFORE_LABELS.contains(token)
                && !next.equals("(")
                && !BEFORE_LABELS.contains(next)
                && !(i > 0 && tokens.get(i - 1).equals("$"))
                && (around.isEmpty() || !BEFORE_LABELS.contains(around.peek()));
    }

    private static String at(List<String> tokens, int i) {
        return i < tokens.size() ? tokens.get(i) : "";
    }

    private static String inside(String token, char open) {
        return token.length() > 2 && token.charAt(0) == open ? token.substring(1, token.length() - 1) : "";
    }
}
