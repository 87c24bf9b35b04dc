package dev.tidings.testbed.bench.kit;

import java.util.Map;

/** Secrets that guard nothing: all that they open is started by a benchmark and ends with it. */
public final class BenchSecrets {
    public static final String RECIPIENT_KEY = "only-for-benchmarks-0123456789ab";
    public static final String WHATSAPP_TOKEN = "only-for-benchmarks-whatsapp";

    private BenchSecrets() {}

    /** What the dispatcher and the simulated providers share, as variables of their processes. */
    public static Map<String, String> ofAccounts() {
        return Map.of(
                "TIDINGS_SHOP_WHATSAPP_TOKEN", WHATSAPP_TOKEN,
                "TIDINGS_SHOP_WHATSAPP_APP_SECRET", "only-for-benchmarks-app",
                "TIDINGS_SHOP_WHATSAPP_VERIFY_TOKEN", "only-for-benchmarks-verify",
                "TIDINGS_SHOP_TWILIO_TOKEN", "only-for-benchmarks-sms");
    }
}
