package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.provider.Account;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line: pairs of an option and its value. */
final class Arguments {
    static final String HELP = """
            Plays the messaging providers on this machine, for tests and local runs.

              --port N               port to listen on (18090; 0 takes a free one)
              --host ADDRESS         address to listen on (127.0.0.1)
              --data DIR             keep the journal in DIR/journal.jsonl (else in memory only)
              --catalog FILE         catalog with the accounts that exist (needed)
              --webhooks URL         receipts are posted to URL/webhooks/CHANNEL/ACCOUNT (else none are)
              --seed N               make message ids and jitter repeatable
              --sent-after T         delay of the receipt 'sent' (100ms)
              --delivered-after T    delay of the receipt 'delivered' (300ms)
              --read-after T         delay of the receipt 'read' (never)
              --help                 this text

            T is 300ms, 5s, 2m or 1h. Secrets come from the environment, by the names that the catalog's credentials have for them.

            Control, over HTTP:
              GET    /_sim/journal?channel=C&after=SEQ&limit=N&wait=T   calls in order; wait holds the answer until there is one
              GET    /_sim/behaviours                                   what misbehaves now
              PUT    /_sim/behaviours   {channel, account?, number?, kind, value?, forMs?, times?}
              DELETE /_sim/behaviours?channel=C&account=A&number=N&kind=K   heal: whatever matches, or all
              POST   /_sim/receipts?channel=C&number=N&kind=K           report at once what became of what has no-receipts:
                                                                        delivered, read or undelivered
              POST   /_sim/webhook/verify?channel=C&account=A           the set-up call of that account's webhook
              GET    /_sim/health
            Kinds: latency T[-T], status CODE[:PROVIDER_CODE], throttle [all|N: every N-th], hang [after-accept],
              reset-after-accept, garbage, template-deleted NAME, no-receipts, fail-delivery [PROVIDER_CODE], read [T].
            Channels are those of the accounts; what no provider of a channel can show is refused. A WhatsApp number that ends in 131026, 131047, 131049, 131050 or 130472 is accepted
              and then fails with that code. Twilio's published test numbers (+15005550001 and so on) fail as they do there;
              it reports to a StatusCallback on this machine. SMPP is spoken on the same port; its codes are 0x45 and the like, in receipts 011.

            Exit codes: 0 stopped, 2 the port is in use, 64 wrong arguments or a missing secret, 74 the journal cannot be written.
            """;

    private static final Set<String> KNOWN = Set.of(
            "--port",
            "--host",
            "--data",
            "--catalog",
            "--webhooks",
            "--seed",
            "--sent-after",
            "--delivered-after",
            "--read-after");

    private final Map<String, String> values = new HashMap<>();

    private Arguments() {}

    /**
     * Options out of arguments.
     *
     * @param environment Holds the accounts' secrets.
     * @throws IllegalArgumentException when one is unknown, lacks its value or makes no sense; the message says which.
     */
    static SimulatorOptions parse(List<String> arguments, Map<String, String> environment) {
        Arguments parsed = new Arguments();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("unknown option " + name + " (see --help)");
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            parsed.values.put(name, arguments.get(i + 1));
        }
        return parsed.options(environment);
    }

    private SimulatorOptions options(Map<String, String> environment) {
        String data = values.get("--data");
        String seed = values.get("--seed");
        return new SimulatorOptions(
                values.getOrDefault("--host", "127.0.0.1"),
                (int) number("--port", values.getOrDefault("--port", "" + SimulatorOptions.DEFAULT_PORT), 65_535),
                data == null ? null : Path.of(data),
                seed == null ? null : number("--seed", seed, Long.MAX_VALUE),
                receipts(),
                accounts(environment));
    }

    private List<Account> accounts(Map<String, String> environment) {
        String catalog = values.get("--catalog");
        if (catalog == null) {
            throw new IllegalArgumentException("--catalog is missing: without accounts there is nothing to play");
        }
        return AccountsFile.read(Path.of(catalog), webhooks(), environment);
    }

    private @Nullable URI webhooks() {
        String text = values.get("--webhooks");
        if (text == null) {
            return null;
        }
        if (!text.matches("https?://[^\\s/?#]+")) {
            throw new IllegalArgumentException(
                    "--webhooks must be an http or https URL without a path, and is '" + text + "'");
        }
        return URI.create(text);
    }

    private ReceiptDelays receipts() {
        String read = values.get("--read-after");
        return new ReceiptDelays(
                span("--sent-after", ReceiptDelays.DEFAULT.sent()),
                span("--delivered-after", ReceiptDelays.DEFAULT.delivered()),
                read == null ? null : Spans.parse(read));
    }

    private Duration span(String name, Duration otherwise) {
        String text = values.get(name);
        return text == null ? otherwise : Spans.parse(text);
    }

    private static long number(String name, String text, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, for both.
        }
        throw new IllegalArgumentException(name + " must be a number from 0 to " + most + ", and is '" + text + "'");
    }
}
