package dev.tidings.contract;

/** Why. A closed list, whatever the provider's own code was (that is kept in providerCode). UNRECOGNIZED stands for a symbol of a later version. */
public enum Reason {
    UNRECOGNIZED,
    TEMPLATE_UNAVAILABLE,
    TEMPLATE_PARAMETERS_INVALID,
    RECIPIENT_INVALID,
    RECIPIENT_NOT_ON_CHANNEL,
    RECIPIENT_OPTED_OUT,
    OUTSIDE_SERVICE_WINDOW,
    CONTENT_REJECTED,
    SENDER_BLOCKED,
    AUTHENTICATION_FAILED,
    RATE_LIMITED,
    PROVIDER_UNAVAILABLE,
    PROVIDER_ERROR,
    UNCERTAIN,
    VALIDITY_EXPIRED,
    FALLBACK_UNSUPPORTED,
    SMS_NOT_ENABLED,
    REQUEST_CONFLICT,
    INVALID_REQUEST
}
