package dev.tidings.contract;

/**
 * What was known to be wrong at accept: the step fails with it, without a call, when it is due.
 *
 * @param reason Why.
 * @param detail The same in a sentence, without addresses or message text.
 */
public record Refusal(Reason reason, String detail) {}
