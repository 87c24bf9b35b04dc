package dev.tidings.testbed.simulator.smpp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.First;
import java.util.List;
import java.util.Optional;

/** What a message centre checks before it takes a message. */
final class SubmitRules {
    private static final int HEADER = 6;
    private static final int LONGEST_GSM = 160;
    private static final int LONGEST_GSM_PART = 153;
    private static final int LONGEST_UCS2 = 140;
    private static final int LONGEST_UCS2_PART = 134;

    private SubmitRules() {}

    /**
     * The status to refuse with; empty: nothing is wrong.
     *
     * @param accounts those that bind with this system id
     */
    static Optional<Integer> problem(JsonNode body, List<Account> accounts) {
        return First.of(
                () -> unless(mayBe(accounts, body.path("source_addr").asText()), Status.INVALID_SOURCE),
                () -> unless(isNumber(body), Status.INVALID_DESTINATION),
                () -> unless(isPeriod(body.path("validity_period").asText()), Status.INVALID_VALIDITY),
                () -> unless(isCoding(accounts, body.path("data_coding").asInt()), Status.SUBMIT_FAILED),
                () -> unless(isOneText(body), Status.INVALID_LENGTH),
                () -> unless(isPart(body), Status.INVALID_ESM_CLASS),
                () -> unless(fits(body), Status.INVALID_LENGTH));
    }

    private static Optional<Integer> unless(boolean right, int status) {
        return right ? Optional.empty() : Optional.of(status);
    }

    private static boolean mayBe(List<Account> accounts, String source) {
        return accounts.stream()
                .map(account -> account.setting("from"))
                .map(from -> from.startsWith("+") ? from.substring(1) : from)
                .anyMatch(source::equals);
    }

    private static boolean isNumber(JsonNode body) {
        return body.path("destination_addr").asText().matches("[1-9]\\d{6,14}")
                && body.path("dest_addr_ton").asInt() == 1
                && body.path("dest_addr_npi").asInt() == 1;
    }

    private static boolean isPeriod(String text) {
        return text.isEmpty() || text.matches("\\d{15}R|\\d{15}[+-]");
    }

    private static boolean isCoding(List<Account> accounts, int coding) {
        return coding == 8
                || accounts.stream()
                        .map(account -> account.optionalSetting("dataCoding").orElse("0"))
                        .anyMatch(Integer.toString(coding)::equals);
    }

    private static boolean isOneText(JsonNode body) {
        boolean shortText = !body.path("short_message").asText().isEmpty();
        boolean payload = !body.path("message_payload").asText("").isEmpty();
        return shortText != payload;
    }

    private static boolean isPart(JsonNode body) {
        if (!SubmitSm.hasHeader(body)) {
            return true;
        }
        byte[] bytes = SubmitSm.bytes(body);
        return bytes.length > HEADER
                && bytes[0] == 5
                && bytes[1] == 0
                && bytes[2] == 3
                && bytes[4] >= 2
                && bytes[5] >= 1
                && bytes[5] <= bytes[4];
    }

    private static boolean fits(JsonNode body) {
        int length = SubmitSm.bytes(body).length;
        boolean ucs2 = SubmitSm.isUcs2(body);
        if (ucs2 && length % 2 != 0) {
            return false;
        }
        if (body.has("message_payload")) {
            return true;
        }
        if (SubmitSm.hasHeader(body)) {
            return length - HEADER <= (ucs2 ? LONGEST_UCS2_PART : LONGEST_GSM_PART);
        }
        boolean part = body.has("sar_total_segments");
        return ucs2
                ? length <= (part ? LONGEST_UCS2_PART : LONGEST_UCS2)
                : length <= (part ? LONGEST_GSM_PART : LONGEST_GSM);
    }
}
