package dev.tidings.dispatcher.channel.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.SenderAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatAppInstagramTest extends ChatAppContract {
    @Override
    protected SenderAccount account(String baseUrl) {
        return account("instagram", baseUrl, Map.of("from", "100000000000002"));
    }

    @Override
    protected String recipient() {
        return "1254459154682919";
    }

    @Test
    void writesMedia() {
        assertThat(parameters(new MediaContent(MediaKind.VIDEO, "https://x.example/a.mp4", null)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ChannelType", "instagram",
                        "Type", "message",
                        "MessageType", "video",
                        "Content", "{\"link\":\"https://x.example/a.mp4\"}",
                        "From", "100000000000002",
                        "To", "1254459154682919",
                        "TaskId", "order-1/1@1795420800000"));
    }
}
