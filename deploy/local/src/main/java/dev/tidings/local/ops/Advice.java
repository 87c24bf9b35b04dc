package dev.tidings.local.ops;

import dev.tidings.contract.Reason;
import org.jspecify.annotations.Nullable;

/** What to do about a failure, by its reason. */
final class Advice {
    private Advice() {}

    static String on(@Nullable Reason reason) {
        return switch (reason) {
            case null -> "Its timeline says what happened.";
            case TEMPLATE_UNAVAILABLE ->
                "The provider does not have the template: deleted, paused, or not approved. Look it up there.";
            case TEMPLATE_PARAMETERS_INVALID -> "The parameters do not fit the template. Compare them with it.";
            case RECIPIENT_INVALID -> "It is no address of this channel. Who asked for it has to put it right.";
            case RECIPIENT_NOT_ON_CHANNEL -> "The recipient does not use this channel. Give such requests a fallback.";
            case RECIPIENT_OPTED_OUT -> "The recipient wants no messages. Do not send again.";
            case OUTSIDE_SERVICE_WINDOW -> "Free text may only answer a recipient who wrote lately. Send a template.";
            case CONTENT_REJECTED -> "The provider refuses the content. Who asked for it has to change it.";
            case SENDER_BLOCKED ->
                "The provider has blocked the account, or it has run out of credit. Look at its console.";
            case AUTHENTICATION_FAILED -> "The account's credentials are wrong or have expired. Replace its secret.";
            case RATE_LIMITED ->
                "The provider asked to slow down until it was too late. Lower the account's limit, or spread the campaign.";
            case PROVIDER_UNAVAILABLE -> "The provider could not be reached in time. Look at its status page.";
            case PROVIDER_ERROR -> "The provider failed. Its own code is in the timeline.";
            case UNCERTAIN -> "It may or may not have been sent. Ask the provider before you send it again.";
            case VALIDITY_EXPIRED -> "It could not be sent in time. Look at lateness, breakers and limits.";
            case FALLBACK_UNSUPPORTED -> "The policy can't work for this request. Its timeline says why.";
            case SMS_NOT_ENABLED -> "SMS is not enabled for the tenant. Enable it in the catalog.";
            case SMS_CAP_REACHED ->
                "The tenant has had its SMS for the day (UTC). Raise the cap in the catalog, or wait.";
            case REQUEST_CONFLICT -> "The same id was used with other content. Who asked for it has to choose another.";
            case INVALID_REQUEST -> "The request breaks a rule. Its timeline says which one.";
            case UNRECOGNIZED -> "A later version gave a reason that this one does not know. Update it.";
        };
    }
}
