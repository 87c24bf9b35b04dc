package dev.tidings.testbed.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated providers and their customer share. Never printed.
 *
 * @param whatsappToken Bearer token of the WhatsApp account.
 * @param whatsappAppSecret Key of the webhooks' signature.
 * @param whatsappVerifyToken Token of the webhook's set-up; null where no set-up is tried.
 * @param twilioToken Password of the Twilio account.
 */
public record Secrets(
        String whatsappToken,
        String whatsappAppSecret,
        @Nullable String whatsappVerifyToken,
        String twilioToken) {
    private static final String TOKEN = "TIDINGS_SHOP_WHATSAPP_TOKEN";
    private static final String APP_SECRET = "TIDINGS_SHOP_WHATSAPP_APP_SECRET";
    private static final String VERIFY_TOKEN = "TIDINGS_SHOP_WHATSAPP_VERIFY_TOKEN";
    private static final String TWILIO = "TIDINGS_SHOP_TWILIO_TOKEN";

    static Secrets from(Map<String, String> environment) {
        return new Secrets(
                required(environment, TOKEN),
                required(environment, APP_SECRET),
                environment.get(VERIFY_TOKEN),
                required(environment, TWILIO));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }
}
