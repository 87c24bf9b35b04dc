package dev.tidings.testbed.simulator.alibaba;

import dev.tidings.testbed.simulator.provider.First;
import dev.tidings.testbed.simulator.provider.Form;
import java.util.Optional;
import java.util.Set;

/** A text message to anywhere else as the service checks it. */
final class GlobalSmsMessage {
    private static final Set<String> IN_QUERY =
            Set.of("To", "From", "Message", "Type", "TaskId", "ValidityPeriod", "ChannelId");

    private GlobalSmsMessage() {}

    static Optional<CloudError> problem(Parameters parameters) {
        Form query = parameters.query();
        return First.of(
                () -> parameters.unknown(IN_QUERY, Set.of()),
                () -> Parameters.required(query, "To", "Message"),
                // Digits with the country's code, and not the mainland's.
                () -> check(query.text("To").matches("(?!861)[1-9]\\d{6,14}"), "MOBILE_NUMBER_ILLEGAL"),
                () -> check(
                        query.text("From").matches("|\\d{1,15}|(?=.*[A-Za-z])[A-Za-z0-9]{1,11}"), "INVALID_SENDERID"),
                () -> check(query.text("Type").matches("|OTP|NOTIFY|MKT"), "INVALID_PARAMETERS"),
                () -> check(query.text("TaskId").length() <= 255, "INVALID_PARAMETERS"),
                () -> check(query.text("ValidityPeriod").matches("|[1-9]\\d{0,6}"), "INVALID_PARAMETERS"));
    }

    private static Optional<CloudError> check(boolean right, String code) {
        return right ? Optional.empty() : CloudError.byService(code, code);
    }
}
