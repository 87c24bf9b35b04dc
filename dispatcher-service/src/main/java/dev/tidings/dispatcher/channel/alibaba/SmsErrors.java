package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;

/**
 * The error codes of text messages on the mainland: those with isv. and isp. come in answers, the others in reports. From the
 * service's pages of API error codes and of receipt error codes.
 */
final class SmsErrors {
    static final ErrorTable TABLE = OpenApiErrors.table()
            .tooFastForRecipient("the limit of messages to this recipient", "isv.BUSINESS_LIMIT_CONTROL")
            .trouble("the provider has trouble", "isp.SYSTEM_ERROR", "isp.GATEWAY_ERROR")
            .refused(Reason.RATE_LIMITED, "the number got enough messages", "MOBILE_SEND_LIMIT")
            .refused(Reason.RATE_LIMITED, "the account's own limit", "isv.DAY_LIMIT_CONTROL", "isv.MONTH_LIMIT_CONTROL")
            .refused(Reason.AUTHENTICATION_FAILED, "the access key may not do this", "isp.RAM_PERMISSION_DENY")
            .refused(
                    Reason.SENDER_BLOCKED,
                    "the account may not send, or cannot pay",
                    "isv.AMOUNT_NOT_ENOUGH",
                    "isv.OUT_OF_SERVICE",
                    "isv.ACCOUNT_ABNORMAL",
                    "isv.ACCOUNT_NOT_EXISTS",
                    "isv.PRODUCT_UN_SUBSCRIPT",
                    "isv.PRODUCT_UNSUBSCRIBE",
                    "isv.SECURITY_FROZEN_ACCOUNT",
                    "isv.DENY_IP_RANGE",
                    "isv.SMS_TEST_NUMBER_LIMIT",
                    "isv.SMS_TEST_SIGN_TEMPLATE_LIMIT")
            .refused(
                    Reason.SENDER_BLOCKED,
                    "the signature may not be used",
                    "isv.SMS_SIGNATURE_ILLEGAL",
                    "isv.SMS_SIGN_ILLEGAL",
                    "isv.SMS_SIGNATURE_SCENE_ILLEGAL",
                    "isv.SIGN_STATE_ILLEGAL",
                    "isv.SIGN_NAME_ILLEGAL",
                    "PORT_NOT_REGISTERED")
            .refused(
                    Reason.RECIPIENT_INVALID,
                    "the number cannot get text messages",
                    "isv.MOBILE_NUMBER_ILLEGAL",
                    "isv.DOMESTIC_NUMBER_NOT_SUPPORTED",
                    "INVALID_NUMBER")
            .refused(
                    Reason.RECIPIENT_OPTED_OUT,
                    "the recipient stopped messages",
                    "isv.BLACK_KEY_CONTROL_LIMIT",
                    "isv.CUSTOMER_REFUSED",
                    "MOBILE_IN_BLACK",
                    "USER_REJECT")
            .refused(
                    Reason.RECIPIENT_NOT_ON_CHANNEL,
                    "the phone cannot be reached",
                    "MOBILE_NOT_ON_SERVICE",
                    "MOBILE_ACCOUNT_ABNORMAL",
                    // The provider spells it so.
                    "MOBLLE_TERMINAL_ERROR",
                    "SP_NOT_BY_INTER_SMS")
            .refused(Reason.TEMPLATE_UNAVAILABLE, "the template is not there", "isv.SMS_TEMPLATE_ILLEGAL")
            .refused(
                    Reason.TEMPLATE_PARAMETERS_INVALID,
                    "the parameters do not fit the template",
                    "isv.TEMPLATE_MISSING_PARAMETERS",
                    "isv.TEMPLATE_PARAMS_ILLEGAL",
                    "isv.INVALID_JSON_PARAM",
                    "isv.PARAM_LENGTH_LIMIT",
                    "isv.PARAM_NOT_SUPPORT_URL",
                    "isv.SMS_TEST_TEMPLATE_PARAMS_ILLEGAL",
                    "PARAMS_ILLEGAL")
            .refused(
                    Reason.CONTENT_REJECTED,
                    "the text was filtered",
                    "isv.SMS_CONTENT_ILLEGAL",
                    "isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE",
                    "isv.UNSUPPORTED_CONTENT",
                    "CONTENT_KEYWORD",
                    "CONTENT_ERROR")
            .refused(
                    Reason.INVALID_REQUEST,
                    "the service cannot use the request",
                    "isv.INVALID_PARAMETERS",
                    "isv.MOBILE_COUNT_OVER_LIMIT",
                    "isv.EXTEND_CODE_ERROR")
            .refused(
                    Reason.PROVIDER_ERROR,
                    "the message failed at the carrier",
                    "IS_CLOSE",
                    "SP_UNKNOWN_ERROR",
                    "NO_ROUTE",
                    "REQUEST_SUCCESS")
            .build();

    private SmsErrors() {}
}
