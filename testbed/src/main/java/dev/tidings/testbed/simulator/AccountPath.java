package dev.tidings.testbed.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths of one resource, with the account's id in them.
 *
 * @param pattern The id is its only group.
 */
record AccountPath(Pattern pattern) {
    static AccountPath of(String regex) {
        return new AccountPath(Pattern.compile(regex));
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** The account in a path; empty where the path is another. */
    String account(String path) {
        Matcher matcher = pattern.matcher(path);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
