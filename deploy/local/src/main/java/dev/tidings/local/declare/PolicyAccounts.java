package dev.tidings.local.declare;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.abilities.AddressForm;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.SenderAccount;
import dev.tidings.local.settings.UserError;
import java.util.List;
import java.util.Optional;

/**
 * What the accounts of a file can't do for its policies: else it is found by the first request that a policy should follow. A file that
 * declares accounts declares those that its policies name.
 */
final class PolicyAccounts {
    private final List<SenderAccount> accounts;

    PolicyAccounts(List<SenderAccount> accounts) {
        this.accounts = accounts;
    }

    /** @throws UserError naming the policy and its step */
    void check(FallbackPolicy policy) {
        policy.steps().forEach(step -> check(policy, step));
    }

    private void check(FallbackPolicy policy, FallbackStep step) {
        String where = step.channel() + "/" + step.accountId();
        Abilities able = account(step)
                .flatMap(account -> AbilityTable.of(account.channel(), account.provider()))
                .orElseThrow(
                        () -> wrong(policy, "its account " + where + " is not among the accounts, or is disabled"));
        if (!(able.address() instanceof AddressForm.PhoneNumber)) {
            throw wrong(policy, "its step by " + where + " has no address: the provider takes no telephone numbers");
        }
    }

    private Optional<SenderAccount> account(FallbackStep step) {
        return accounts.stream()
                .filter(account -> account.enabled()
                        && account.channel().equals(step.channel())
                        && account.accountId().equals(step.accountId()))
                .findFirst();
    }

    private static UserError wrong(FallbackPolicy policy, String what) {
        return new UserError(CatalogLoader.key(policy) + ": " + what);
    }
}
