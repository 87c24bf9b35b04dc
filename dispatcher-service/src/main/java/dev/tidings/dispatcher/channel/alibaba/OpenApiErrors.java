package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.Reply;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error codes that every service of Alibaba Cloud has from the gateway in front of it. InternalError is left out on purpose:
 * nobody says that nothing was sent.
 */
final class OpenApiErrors {
    private static final String OK = "OK";
    private static final int LONGEST_ID = 128;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private OpenApiErrors() {}

    /** A table that has them. */
    static ErrorTable.Builder table() {
        return ErrorTable.builder()
                .tooFast("the account's rate limit", "Throttling", "Throttling.User", "Throttling.Api")
                .trouble("the provider has trouble", "ServiceUnavailable")
                .refused(
                        Reason.AUTHENTICATION_FAILED,
                        "the access key is not valid for this",
                        "SignatureDoesNotMatch",
                        "IncompleteSignature",
                        "InvalidAccessKeyId.NotFound",
                        "InvalidAccessKeyId.Inactive",
                        "InvalidAccessKeyId",
                        "Forbidden.RAM",
                        "Forbidden",
                        "NoPermission")
                .refused(
                        Reason.AUTHENTICATION_FAILED,
                        "the clocks are too far apart",
                        "InvalidTimeStamp.Expired",
                        "InvalidTimeStamp.Format")
                .refused(
                        Reason.INVALID_REQUEST,
                        "the provider cannot use the request",
                        "InvalidAction.NotFound",
                        "InvalidVersion",
                        "MissingParameter",
                        "InvalidParameter");
    }

    /** The code in an answer, at a field of this name; empty: there is none, or it is OK. */
    static Optional<String> code(Reply reply, String field, ErrorTable table) {
        return Optional.of(reply.json().path(field).asString(""))
                .filter(code -> !code.isBlank() && !code.equalsIgnoreCase(OK))
                .map(code -> known(code, table));
    }

    /** The id in an answer that accepted the message. */
    static Optional<String> acceptedId(Reply reply, String codeField, String idField) {
        String id = reply.json().path(idField).asString("");
        return !reply.json().path(codeField).asString("").equals(OK) || id.isBlank() || id.length() > LONGEST_ID
                ? Optional.empty()
                : Optional.of(id);
    }

    /**
     * The code that a table has for one: itself, or what stands before the colon of a chat app's own code with its text, or the family
     * of one of which new members come up. One that the table has nothing for stays as it is.
     */
    static String known(String code, ErrorTable table) {
        String word = before(code, ':');
        // Missing, and the parameter's name behind it; the others have a point between.
        String family = word.startsWith("Missing") ? "MissingParameter" : before(word, '.');
        return table.verdict(word).isEmpty() && table.verdict(family).isPresent() ? family : word;
    }

    /** The same code. Absent: it is a sentence, which may quote anything. */
    static @Nullable String printable(String code) {
        return CODE.matcher(code).matches() ? code : null;
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at).strip();
    }
}
