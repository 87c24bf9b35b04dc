package dev.tidings.contract;

import org.jspecify.annotations.Nullable;

/**
 * Which policy decides about an SMS, and what it needs from the request.
 *
 * @param policyId Id of a fallback policy in the catalog.
 * @param smsText Text of the fallback's steps that bring none of their own; absent where all do. {{name}} stands for a parameter of the request's template. At most 1,600 characters.
 * @param phone Number for the SMS in E.164; absent: the recipient, where that is a number.
 */
public record FallbackChoice(
        String policyId, @Nullable String smsText, @Nullable String phone) {}
