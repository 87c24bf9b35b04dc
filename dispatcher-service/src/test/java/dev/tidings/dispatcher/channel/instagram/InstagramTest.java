package dev.tidings.dispatcher.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.graph.SendApiContract;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstagramTest extends SendApiContract {
    @Override
    protected SenderAccount account(String baseUrl) {
        return Samples.instagram(baseUrl);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of("instagramId");
    }

    @Test
    void callsTheAccountsMessagesWithTheToken() {
        assertThat(request(HELLO).line()).isEqualTo("POST /v23.0/400000000000001/messages HTTP/1.1");
        assertThat(request(HELLO).headers()).containsEntry("authorization", "Bearer " + SECRET);
    }

    @Test
    void callsThePageThatTheAccountIsLinkedTo() {
        assertThat(sent(with("pageId", "300000000000002"), HELLO).request().line())
                .isEqualTo("POST /v23.0/300000000000002/messages HTTP/1.1");
    }

    @Test
    void needsTheIdThatWebhooksNameAlsoWhereThePageSends() {
        isRefusedWithoutACall(Map.of("pageId", "300000000000002"));
    }
}
