package dev.tidings.dispatcher.channel.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TaskContent;
import dev.tidings.dispatcher.channel.AdapterContract;
import dev.tidings.dispatcher.channel.ScriptedProvider.Request;
import dev.tidings.dispatcher.channel.http.Forms;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the Chat App Message Service does alike on all of its channels. */
abstract class ChatAppContract extends AdapterContract {
    static SenderAccount account(String channel, String baseUrl, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("accessKeyId", "LTAI5tExample");
        settings.putIfAbsent("from", "+6580000000");
        return new SenderAccount(
                channel,
                "shop",
                null,
                true,
                "alibaba-chatapp",
                baseUrl,
                settings,
                Map.of("accessKeySecret", "env:TOKEN", "webhookToken", "env:TOKEN"),
                null,
                null);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of("accessKeyId", "from");
    }

    @Override
    protected String recipient() {
        return "+6581234567";
    }

    @Override
    protected Canned accepting(String messageId) {
        return new Canned(200, "{\"RequestId\":\"r-1\",\"Code\":\"OK\",\"MessageId\":\"" + messageId + "\"}");
    }

    @Override
    protected Canned refusing(String code, String quoted) {
        return new Canned(400, "{\"RequestId\":\"r-1\",\"Code\":\"" + code + "\",\"Message\":\"" + quoted + "\"}");
    }

    @Override
    protected Map<Reason, String> refusals() {
        return Map.of(
                Reason.AUTHENTICATION_FAILED,
                "SignatureDoesNotMatch InvalidAccessKeyId.NotFound Forbidden.RAM InvalidTimeStamp.Expired"
                        + " Authentication.NoAuth 190 SRVC_UNAUTHORIZED_IP",
                Reason.RECIPIENT_INVALID,
                "InvalidParameter.PhoneNumberError SRVC_INVALID_PHONE_NUMBER",
                Reason.TEMPLATE_UNAVAILABLE,
                "DetailError.TemplateNotExist InvalidParameter.LanguageNotSupport 132001",
                Reason.RECIPIENT_NOT_ON_CHANNEL,
                "131026 SRVC_NOT_VIBER_USER",
                Reason.OUTSIDE_SERVICE_WINDOW,
                "131047",
                Reason.SENDER_BLOCKED,
                "isv.AMOUNT_NOT_ENOUGH 131048",
                Reason.INVALID_REQUEST,
                "MissingParameter InvalidParameter 131009");
    }

    /** The parameters of a call, wherever they are. */
    final Map<String, String> parameters(TaskContent content) {
        Request request = request(content);
        Map<String, String> all = new TreeMap<>();
        Forms.read(request.body()).forEach(field -> all.put(field.getKey(), field.getValue()));
        query(request).forEach((name, value) -> assertThat(all.put(name, value)).isNull());
        return all;
    }

    static Map<String, String> query(Request request) {
        String target = request.line().split(" ", -1)[1];
        Map<String, String> query = new TreeMap<>();
        int mark = target.indexOf('?');
        if (mark >= 0) {
            Forms.read(target.substring(mark + 1)).forEach(field -> query.put(field.getKey(), field.getValue()));
        }
        return query;
    }
}
