package dev.tidings.testbed.simulator.provider;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths of one resource, with the account's id in them.
 *
 * @param pattern The id is its only group.
 */
public record AccountPath(Pattern pattern) {
    public static AccountPath of(String regex) {
        return new AccountPath(Pattern.compile(regex));
    }

    /** The account in a path; empty where the path is another. */
    public String account(String path) {
        Matcher matcher = pattern.matcher(path);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** The claim of a provider on such a path, by whether the account is one of its own. */
    public Claim claim(String path, Predicate<String> known) {
        String account = account(path);
        if (account.isEmpty()) {
            return Claim.NONE;
        }
        return known.test(account) ? Claim.ACCOUNT : Claim.FORM;
    }
}
