package dev.tidings.dispatcher.channel;

import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.Priority;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.http.EgressProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** Tasks, accounts and settings that tests start from. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private Samples() {}

    public static EgressProperties egress(Duration answerWithin) {
        return egress(true, answerWithin);
    }

    public static EgressProperties egress(boolean allowInsecure, Duration answerWithin) {
        return new EgressProperties(
                allowInsecure,
                answerWithin,
                Duration.ofSeconds(3),
                DataSize.ofKilobytes(64),
                64,
                32,
                Duration.ofSeconds(20));
    }

    public static SendTask task(String channel, TaskContent content) {
        return task(channel, "+6581234567", content);
    }

    public static SendTask task(String channel, String recipient, TaskContent content) {
        return new SendTask(
                "order-1",
                "t",
                "s",
                null,
                1,
                1,
                channel,
                "shop",
                recipient,
                "00000000000000000000000000000000",
                content,
                Priority.NORMAL,
                OnUncertain.GIVE_UP,
                NOW,
                NOW,
                null,
                NOW.plusSeconds(600),
                false,
                null,
                null,
                Map.of(),
                null);
    }

    public static SendTask text(String channel) {
        return task(channel, new TextContent("hello & goodbye"));
    }

    public static SenderAccount whatsApp(String baseUrl) {
        return new SenderAccount(
                "whatsapp",
                "shop",
                null,
                true,
                "whatsapp-cloud",
                baseUrl,
                Map.of("phoneNumberId", "100000000000001"),
                Map.of(
                        "accessToken",
                        "env:TOKEN",
                        "appSecret",
                        "env:SECRET_A,env:SECRET_B",
                        "verifyToken",
                        "env:VERIFY"),
                null,
                null);
    }

    public static SenderAccount telegram(String baseUrl) {
        return account("telegram", "telegram-bot", baseUrl, Map.of("botToken", "env:TOKEN"));
    }

    public static SenderAccount line(String baseUrl) {
        return account(
                "line",
                "line",
                baseUrl,
                Map.of("channelAccessToken", "env:TOKEN", "channelSecret", "env:SECRET_A,env:SECRET_B"));
    }

    private static SenderAccount account(
            String channel, String provider, String baseUrl, Map<String, String> credentials) {
        return new SenderAccount(channel, "shop", null, true, provider, baseUrl, Map.of(), credentials, null, null);
    }

    public static SenderAccount messenger(String baseUrl) {
        return meta("messenger", baseUrl, Map.of("pageId", "300000000000001"));
    }

    public static SenderAccount instagram(String baseUrl) {
        return meta("instagram", baseUrl, Map.of("instagramId", "400000000000001"));
    }

    /** Of the provider that is called as its channel. */
    private static SenderAccount meta(String channel, String baseUrl, Map<String, String> settings) {
        return new SenderAccount(
                channel,
                "shop",
                null,
                true,
                channel,
                baseUrl,
                settings,
                Map.of(
                        "accessToken",
                        "env:TOKEN",
                        "appSecret",
                        "env:SECRET_A,env:SECRET_B",
                        "verifyToken",
                        "env:VERIFY"),
                null,
                null);
    }

    public static SenderAccount twilio(String baseUrl) {
        return twilio(baseUrl, Map.of("accountSid", "AC00000000000000000000000000000001", "from", "+15005550006"));
    }

    public static SenderAccount twilio(String baseUrl, Map<String, String> settings) {
        return new SenderAccount(
                "sms", "shop", null, true, "twilio", baseUrl, settings, Map.of("authToken", "env:TOKEN"), null, null);
    }
}
