package dev.tidings.testbed.simulator.twilio;

import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.First;
import dev.tidings.testbed.simulator.provider.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of a message as Twilio checks it, with the numbers that Twilio publishes for tests. */
final class TwilioMessage {
    private static final int BODY_LIMIT = 1600;
    private static final int LONGEST_VALIDITY_SECONDS = 36_000;
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Set<String> KNOWN = Set.of(
            "To",
            "From",
            "MessagingServiceSid",
            "Body",
            "MediaUrl",
            "StatusCallback",
            "ValidityPeriod",
            "ApplicationSid",
            "MaxPrice",
            "ProvideFeedback",
            "Attempt",
            "ForceDelivery",
            "ContentRetention",
            "AddressRetention",
            "SmartEncoded",
            "TrafficType",
            "ShortenUrls",
            "RiskCheck");
    private static final Map<String, TwilioError> MAGIC_RECIPIENTS = Map.of(
            "+15005550001", refusal(21211, "The 'To' number +15005550001 is not a valid phone number."),
            "+15005550002", refusal(21612, "The 'To' phone number is not currently reachable via SMS."),
            "+15005550003", refusal(21408, "Permission to send an SMS has not been enabled for the region."),
            "+15005550004", refusal(21610, "Attempt to send to unsubscribed recipient"),
            "+15005550009", refusal(21614, "'To' number is not a valid mobile number"));
    private static final Map<String, TwilioError> MAGIC_SENDERS = Map.of(
            "+15005550001", refusal(21212, "The 'From' number +15005550001 is not a valid phone number."),
            "+15005550007",
                    refusal(21606, "The 'From' phone number is not a valid, SMS-capable number of the account."),
            "+15005550008", refusal(21611, "This 'From' number has exceeded the maximum number of queued messages"));

    private TwilioMessage() {}

    private static TwilioError refusal(int code, String message) {
        return new TwilioError(400, code, message);
    }

    /**
     * What is wrong with a message.
     *
     * @param accounts The accounts with the sid that it is sent from: what they name as senders, that sid owns.
     */
    static Optional<TwilioError> problem(Form form, List<Account> accounts) {
        return First.of(
                () -> unknown(form),
                () -> recipient(form),
                () -> sender(form, accounts),
                () -> body(form),
                () -> validity(form),
                () -> StatusCallback.problem(form));
    }

    /** The real API passes unknown fields over; here a misspelt one must show. */
    private static Optional<TwilioError> unknown(Form form) {
        return form.names().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .flatMap(name -> TwilioError.bad(20001, "Unknown parameter " + name));
    }

    private static Optional<TwilioError> recipient(Form form) {
        String to = form.text("To");
        if (to.isEmpty()) {
            return TwilioError.bad(21604, "A 'To' phone number is required.");
        }
        if (!E164.matcher(to).matches()) {
            return TwilioError.bad(21211, "The 'To' number " + to + " is not a valid phone number.");
        }
        return Optional.ofNullable(MAGIC_RECIPIENTS.get(to));
    }

    private static Optional<TwilioError> sender(Form form, List<Account> accounts) {
        Optional<String> from = form.value("From");
        Optional<String> service = form.value("MessagingServiceSid");
        if (service.isPresent() && !isOwned(accounts, "messagingServiceSid", service.get())) {
            return TwilioError.bad(21701, "The Messaging Service does not exist");
        }
        if (from.isEmpty()) {
            return service.isPresent()
                    ? Optional.empty()
                    : TwilioError.bad(21603, "A 'From' phone number is required.");
        }
        TwilioError magic = MAGIC_SENDERS.get(from.get());
        if (magic != null) {
            return Optional.of(magic);
        }
        return isOwned(accounts, "from", from.get())
                ? Optional.empty()
                : TwilioError.bad(21606, "The 'From' phone number is not a valid, SMS-capable number of the account.");
    }

    private static boolean isOwned(List<Account> accounts, String setting, String sender) {
        return accounts.stream()
                .anyMatch(account -> sender.equals(account.settings().get(setting)));
    }

    private static Optional<TwilioError> body(Form form) {
        String body = form.text("Body");
        if (body.isEmpty() && form.value("MediaUrl").isEmpty()) {
            return TwilioError.bad(21602, "Message body is required.");
        }
        return body.codePointCount(0, body.length()) <= BODY_LIMIT
                ? Optional.empty()
                : TwilioError.bad(21617, "The concatenated message body exceeds the 1600 character limit");
    }

    private static Optional<TwilioError> validity(Form form) {
        Optional<String> period = form.value("ValidityPeriod");
        return period.isEmpty() || isValidity(period.get())
                ? Optional.empty()
                : TwilioError.bad(21625, "The 'ValidityPeriod' must be a number of seconds from 1 to 36000");
    }

    private static boolean isValidity(String text) {
        if (!text.matches("\\d{1,5}")) {
            return false;
        }
        int seconds = Integer.parseInt(text);
        return seconds >= 1 && seconds <= LONGEST_VALIDITY_SECONDS;
    }
}
