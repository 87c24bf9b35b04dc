package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.viber.ViberBusinessErrors;
import dev.tidings.dispatcher.channel.whatsapp.WhatsAppCloud;

/**
 * The error codes of the Chat App Message Service, from its page of API error codes. It passes the chat app's own code through:
 * WhatsApp's are numbers, and Viber's are words. What it passes on from Messenger and Instagram is not known.
 */
final class ChatAppErrors {
    static final ErrorTable TABLE = OpenApiErrors.table()
            .including(new WhatsAppCloud().errors())
            .including(ViberBusinessErrors.TABLE)
            .refused(Reason.AUTHENTICATION_FAILED, "the account may not do this", "Authentication.NoAuth")
            .refused(Reason.RECIPIENT_INVALID, "the number is not one", "InvalidParameter.PhoneNumberError")
            .refused(
                    Reason.TEMPLATE_UNAVAILABLE,
                    "the template is not there in this language",
                    "DelError.TemplateNotExist",
                    "DetailError.TemplateNotExist",
                    "InvalidParameter.LanguageNotSupport",
                    "TemplateNotFound")
            .refused(
                    Reason.TEMPLATE_PARAMETERS_INVALID,
                    "the parameters do not fit the template",
                    "TemplateParamInvalid")
            .refused(
                    Reason.OUTSIDE_SERVICE_WINDOW,
                    "more than 24 hours since the recipient wrote",
                    "SessionWindowExpired")
            .refused(
                    Reason.SENDER_BLOCKED,
                    "the sender is not registered, or the service not paid",
                    "PhoneNumberNotRegistered",
                    "isv.OUT_OF_SERVICE",
                    "isv.AMOUNT_NOT_ENOUGH",
                    "isv.PRODUCT_UN_SUBSCRIPT",
                    "isv.PRODUCT_UNSUBSCRIBE",
                    "isv.ACCOUNT_ABNORMAL",
                    "isv.ACCOUNT_NOT_EXISTS")
            .build();

    private ChatAppErrors() {}
}
