package dev.tidings.testbed.simulator.alibaba;

import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Claim;
import dev.tidings.testbed.simulator.provider.Provider;
import org.jspecify.annotations.Nullable;

/** What the services behind Alibaba Cloud's gateway have in common. */
interface CloudProvider extends Provider {
    /** Who lets calls in. */
    Gateway gateway();

    /** A refusal in the service's own form. */
    Answer answer(CloudError error);

    @Override
    default Claim claim(Call call) {
        return gateway().claim(call);
    }

    @Override
    default Answer trouble(int status, @Nullable String code) {
        if (code == null && (status == 502 || status == 504)) {
            return Answer.gateway(status);
        }
        return answer(code == null ? CloudError.of(status) : new CloudError(status, code, "code " + code));
    }

    @Override
    default boolean hasCode(String code) {
        return CloudError.isCode(code);
    }
}
