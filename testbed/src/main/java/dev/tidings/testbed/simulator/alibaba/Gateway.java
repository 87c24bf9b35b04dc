package dev.tidings.testbed.simulator.alibaba;

import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Claim;
import dev.tidings.testbed.simulator.provider.First;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands in front of one operation: it looks at keys, signatures, times and nonces. Accounts have accessKeyId and accessKeySecret. */
final class Gateway {
    private static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final int NONCES_KEPT = 100_000;

    private final String action;
    private final String version;
    private final List<Account> accounts;
    private final InstantSource clock;
    private final Set<String> nonces = new LinkedHashSet<>();

    Gateway(String action, String version, List<Account> accounts, InstantSource clock) {
        accounts.forEach(account -> {
            account.setting("accessKeyId");
            account.secret("accessKeySecret");
            account.secret("webhookToken");
        });
        this.action = action;
        this.version = version;
        this.accounts = accounts;
        this.clock = clock;
    }

    Claim claim(Call call) {
        if (!call.path().equals("/") || !call.hasHeader("x-acs-action", action)) {
            return Claim.NONE;
        }
        return owners(call).isEmpty() ? Claim.FORM : Claim.ACCOUNT;
    }

    /** The accounts of the key that the caller names. */
    List<Account> owners(Call call) {
        return Signature.of(call)
                .map(shown -> accounts.stream()
                        .filter(account -> account.setting("accessKeyId").equals(shown.accessKeyId()))
                        .toList())
                .orElse(List.of());
    }

    Optional<CloudError> problem(Call call) {
        return First.of(
                () -> call.method().equals("POST")
                        ? Optional.empty()
                        : CloudError.of("UnsupportedHTTPMethod", "This http method is not supported."),
                () -> call.hasHeader("x-acs-version", version)
                        ? Optional.empty()
                        : CloudError.of("InvalidVersion", "Specified parameter Version is not valid."),
                () -> signature(call),
                () -> time(call.header("x-acs-date")),
                () -> nonce(call.header("x-acs-signature-nonce")));
    }

    private Optional<CloudError> signature(Call call) {
        Optional<Signature> shown = Signature.of(call);
        if (shown.isEmpty() || !shown.get().coversAll(call)) {
            return CloudError.of("IncompleteSignature", "The request signature does not conform to Aliyun standards.");
        }
        List<Account> owners = owners(call);
        if (owners.isEmpty()) {
            return Optional.of(
                    new CloudError(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."));
        }
        return Signature.hasItsBody(call) && shown.get().isBy(owners.getFirst().secret("accessKeySecret"), call)
                ? Optional.empty()
                : CloudError.of(
                        "SignatureDoesNotMatch",
                        "Specified signature is not matched with our calculation. server string to sign is:"
                                + shown.get().stringToSign(call));
    }

    private Optional<CloudError> time(String date) {
        if (!date.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")) {
            return CloudError.of("InvalidTimeStamp.Format", "Specified time stamp is not well formatted.");
        }
        try {
            Duration apart =
                    Duration.between(Instant.parse(date), clock.instant()).abs();
            return apart.compareTo(TOLERANCE) <= 0
                    ? Optional.empty()
                    : CloudError.of("InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
        } catch (DateTimeException e) {
            return CloudError.of("InvalidTimeStamp.Format", "Specified time stamp is not well formatted.");
        }
    }

    private synchronized Optional<CloudError> nonce(String nonce) {
        if (nonce.isEmpty() || !nonces.add(nonce)) {
            return CloudError.of("SignatureNonceUsed", "Specified signature nonce was used already.");
        }
        if (nonces.size() > NONCES_KEPT) {
            Iterator<String> oldest = nonces.iterator();
            oldest.next();
            oldest.remove();
        }
        return Optional.empty();
    }
}
