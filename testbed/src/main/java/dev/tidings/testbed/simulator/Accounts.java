package dev.tidings.testbed.simulator;

import java.util.Set;

/**
 * The accounts that exist at the simulated providers.
 *
 * @param phoneNumberIds WhatsApp phone number ids.
 * @param accountSids Twilio accounts.
 * @param smsSenders Numbers that the Twilio accounts own, in E.164.
 * @param messagingServiceSids Messaging services of the Twilio accounts.
 */
public record Accounts(
        Set<String> phoneNumberIds, Set<String> accountSids, Set<String> smsSenders, Set<String> messagingServiceSids) {
    /** The accounts of the sample catalog. */
    public static final Accounts SAMPLE = new Accounts(
            Set.of("100000000000001"),
            Set.of("AC00000000000000000000000000000001"),
            Set.of("+15005550006"),
            Set.of("MG00000000000000000000000000000001"));

    public Accounts {
        phoneNumberIds = Set.copyOf(phoneNumberIds);
        accountSids = Set.copyOf(accountSids);
        smsSenders = Set.copyOf(smsSenders);
        messagingServiceSids = Set.copyOf(messagingServiceSids);
    }
}
