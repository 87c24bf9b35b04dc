package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;

/** The error codes of text messages to everywhere but the mainland, from the service's page of international error codes. */
final class GlobalSmsErrors {
    static final ErrorTable TABLE = OpenApiErrors.table()
            .tooFast("the account's rate limit", "QPS_LIMIT_CONTROL")
            .trouble("the provider has trouble", "SYSTEM_ERROR", "ONLINE_BILLING_FAILED")
            .refused(Reason.AUTHENTICATION_FAILED, "the access key may not do this", "RAM_PERMISSION_DENY")
            .refused(
                    Reason.SENDER_BLOCKED,
                    "the account may not send, or cannot pay",
                    "AMOUNT_NOT_ENOUGH",
                    "OUT_OF_SERVICE",
                    "FORBIDDEN_ACTION",
                    "ACCOUNT_NOT_EXISTS",
                    "ACCOUNT_ILLEGAL",
                    "PRODUCT_NOT_SUBSCRIBED",
                    "INVALID_SENDERID",
                    "NOT_SUPPORTED_COUNTRY",
                    "SMS_SIGN_NAME_ILLEGAL")
            .refused(Reason.RECIPIENT_INVALID, "the number cannot get text messages", "MOBILE_NUMBER_ILLEGAL")
            .refused(
                    Reason.CONTENT_REJECTED,
                    "the text was filtered",
                    "SMS_CONTENT_ILLEGAL",
                    "SMS_SECURITY_INTERCEPTED",
                    "BLACK_KEY_CONTROL_LIMIT")
            .refused(Reason.TEMPLATE_UNAVAILABLE, "the template is not there", "SMS_CONTENT_CODE_ILLEGAL")
            .refused(
                    Reason.TEMPLATE_PARAMETERS_INVALID,
                    "the parameters do not fit the template",
                    "CONTENT_MISSING_PARAMETERS",
                    "PARAM_LENGTH_LIMIT")
            .refused(
                    Reason.INVALID_REQUEST,
                    "the service cannot use the request",
                    "INVALID_PARAMETERS",
                    "INVALID_JSON_PARAM",
                    "MOBILE_COUNT_OVER_LIMIT")
            .build();

    private GlobalSmsErrors() {}
}
