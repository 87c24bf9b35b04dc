package dev.tidings.dispatcher.channel.viber;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of a business message, by Viber's words for it, from the pages of Viber's partners. SRVC_INTERNAL_FAILURE and
 * SRVC_TIMEOUT are left out on purpose: nobody says that nothing was sent.
 */
public final class ViberBusinessErrors {
    /** The whole table, by word. */
    public static final ErrorTable TABLE = ErrorTable.builder()
            .refused(Reason.AUTHENTICATION_FAILED, "the provider does not know the caller", "SRVC_UNAUTHORIZED_IP")
            .refused(
                    Reason.SENDER_BLOCKED,
                    "the service may not send",
                    "SRVC_BAD_SERVICE_ID",
                    "SRVC_NOT_PERMITTED",
                    "SRVC_BILLING_FAILURE",
                    "SRVC_NO_MORE_MESSAGES",
                    "SRVC_SERVICE_BLOCKED")
            .refused(
                    Reason.RECIPIENT_NOT_ON_CHANNEL,
                    "the number cannot be reached on Viber",
                    "SRVC_NOT_VIBER_USER",
                    "SRVC_NO_SUITABLE_DEVICE")
            .refused(Reason.RECIPIENT_INVALID, "the number is not one", "SRVC_INVALID_PHONE_NUMBER")
            .refused(Reason.RECIPIENT_OPTED_OUT, "the recipient blocked the service", "SRVC_USER_BLOCKED")
            .refused(Reason.OUTSIDE_SERVICE_WINDOW, "the recipient has to answer first", "SRVC_WAIT_FOR_USER_RESPONSE")
            .refused(
                    Reason.INVALID_REQUEST,
                    "the provider cannot use the request",
                    "SRVC_BAD_DATA",
                    "SRVC_BLOCKED_MESSAGE_TYPE",
                    "SRVC_BAD_MESSAGE_TYPE",
                    "SRVC_BAD_PARAMETERS",
                    "SRVC_BAD_LABEL",
                    "SRVC_INVALID_TTL",
                    "SRVC_FILE_NOT_PERMITTED",
                    "SRVC_BAD_FILE_NAME_LENGTH",
                    "SRVC_BAD_THUMBNAIL",
                    "SRVC_BAD_FILE_SIZE",
                    "SRVC_BAD_DURATION")
            .build();

    /** The numbers that answers have for what is left out. */
    static final Set<Integer> UNCLEAR = Set.of(1, 7);

    /** The words by the number that an answer has. */
    static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(2, "SRVC_BAD_SERVICE_ID"),
            Map.entry(3, "SRVC_BAD_DATA"),
            Map.entry(4, "SRVC_BLOCKED_MESSAGE_TYPE"),
            Map.entry(5, "SRVC_BAD_MESSAGE_TYPE"),
            Map.entry(6, "SRVC_BAD_PARAMETERS"),
            Map.entry(8, "SRVC_USER_BLOCKED"),
            Map.entry(9, "SRVC_NOT_VIBER_USER"),
            Map.entry(10, "SRVC_NO_SUITABLE_DEVICE"),
            Map.entry(11, "SRVC_UNAUTHORIZED_IP"),
            Map.entry(13, "SRVC_NOT_PERMITTED"),
            Map.entry(14, "SRVC_BILLING_FAILURE"),
            Map.entry(17, "SRVC_NO_MORE_MESSAGES"),
            Map.entry(18, "SRVC_BAD_LABEL"),
            Map.entry(20, "SRVC_INVALID_TTL"),
            Map.entry(21, "SRVC_WAIT_FOR_USER_RESPONSE"),
            Map.entry(27, "SRVC_INVALID_PHONE_NUMBER"),
            Map.entry(28, "SRVC_FILE_NOT_PERMITTED"),
            Map.entry(29, "SRVC_BAD_FILE_NAME_LENGTH"),
            Map.entry(30, "SRVC_BAD_THUMBNAIL"),
            Map.entry(31, "SRVC_BAD_FILE_SIZE"),
            Map.entry(32, "SRVC_BAD_DURATION"),
            Map.entry(43, "SRVC_SERVICE_BLOCKED"),
            // The same, by the newer edition of the API.
            Map.entry(401, "SRVC_UNAUTHORIZED_IP"));

    private ViberBusinessErrors() {}
}
