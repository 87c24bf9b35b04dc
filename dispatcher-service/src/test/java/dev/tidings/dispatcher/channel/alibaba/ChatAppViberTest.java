package dev.tidings.dispatcher.channel.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TextContent;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatAppViberTest extends ChatAppContract {
    @Override
    protected SenderAccount account(String baseUrl) {
        return account("viber", baseUrl, Map.of("from", "45001", "label", "promotion", "tag", "autumn"));
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of("accessKeyId", "from", "label");
    }

    @Test
    void saysHowLongToTryAndUnderWhichLabel() {
        assertThat(parameters(new TextContent("hello")))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("ChannelType", "viber"),
                        Map.entry("Type", "message"),
                        Map.entry("MessageType", "text"),
                        Map.entry("Content", "{\"text\":\"hello\"}"),
                        Map.entry("From", "45001"),
                        Map.entry("To", "6581234567"),
                        Map.entry("TaskId", "order-1/1@1795420800000"),
                        Map.entry("TrackingData", "order-1/1@1795420800000"),
                        Map.entry("Label", "promotion"),
                        Map.entry("Tag", "autumn"),
                        Map.entry("Ttl", "600")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Promotion", "session"})
    void refusesALabelThatThereIsNot(String label) {
        assertThat(sent(Map.of("accessKeyId", "LTAI5t", "from", "45001", "label", label), new TextContent("hello"))
                        .requests())
                .isEmpty();
    }
}
