package dev.tidings.dispatcher.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import dev.tidings.dispatcher.channel.graph.SendApiContract;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessengerTest extends SendApiContract {
    @Override
    protected SenderAccount account(String baseUrl) {
        return Samples.messenger(baseUrl);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of("pageId");
    }

    @Test
    void callsThePagesMessagesWithTheToken() {
        ScriptedProvider.Request request = request(HELLO);
        assertThat(request.line()).isEqualTo("POST /v23.0/300000000000001/messages HTTP/1.1");
        assertThat(request.headers()).containsEntry("authorization", "Bearer " + SECRET);
    }

    @Test
    void writesADocumentAsAFile() {
        assertThat(request(new MediaContent(MediaKind.DOCUMENT, "https://x.example/a.pdf", null))
                        .body())
                .contains("\"type\":\"file\"");
    }

    @Test
    void refusesAPageThatWouldChangeThePath() {
        isRefusedWithoutACall(with("pageId", "1/../2"));
    }
}
