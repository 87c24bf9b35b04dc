package dev.tidings.local.up;

import dev.tidings.local.settings.LocalPorts;
import java.nio.file.Path;
import java.util.Map;

/** What a newcomer needs to know once everything runs. It may end up in a log, where no phone number belongs. */
final class Banner {
    private static final String TITLE = "Tidings is up";

    private Banner() {}

    static String of(LocalPorts ports, Path data, Path logs, boolean fresh, double seconds) {
        Map<String, String> at = Parts.addresses(ports);
        return """

                %s after %.1f s. For development on this machine only: not for production.

                  Kafka        %s
                  scheduler    %s/health   /prometheus
                  dispatcher   %s/health   /prometheus
                  fallback     %s/health   /prometheus
                  page         %s   (what goes on, live: open it in a browser)
                  webhooks     http://localhost:%d/webhooks/CHANNEL/ACCOUNT
                  providers    %s   (simulated; nothing leaves this machine)
                  data         %s   (%s)
                  logs         %s

                Try:   ./tidings send --channel whatsapp --account shop --to NUMBER \\
                           --template order_update --lang en --param name=Ann --wait
                       ./tidings demo --rate 5 --for 30s
                       ./tidings break whatsapp --template-deleted order_update --for 2m
                Stop:  Ctrl-C here, or ./tidings down
                """.formatted(
                TITLE,
                seconds,
                at.get(Parts.BROKER),
                at.get("scheduler"),
                at.get("dispatcher"),
                at.get("fallback"),
                ports.pageUrl(),
                ports.webhooks(),
                at.get(Parts.SIMULATOR),
                data,
                fresh ? "new; kept until ./tidings up --fresh" : "kept from before; ./tidings up --fresh begins anew",
                logs);
    }
}
