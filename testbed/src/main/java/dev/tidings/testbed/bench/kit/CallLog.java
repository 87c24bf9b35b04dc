package dev.tidings.testbed.bench.kit;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that came to a {@link LeanProvider}, in their order: of each message only to whom and which one it is. */
final class CallLog {
    private static final byte[] RECIPIENT = "\"to\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "\"biz_opaque_callback_data\":\"".getBytes(StandardCharsets.US_ASCII);

    private final List<Call> calls = new ArrayList<>(100_000);
    /** A few thousand that come again and again. */
    private final Map<String, String> recipients = new ConcurrentHashMap<>();

    /** How many there are with this one. */
    int add(long at, String account, ByteBuf body) {
        byte[] bytes = new byte[body.readableBytes()];
        body.getBytes(body.readerIndex(), bytes);
        String to = value(bytes, RECIPIENT);
        Call call = new Call(
                at, account, recipients.computeIfAbsent(to, same -> same), MessageIds.number(value(bytes, ID)));
        synchronized (calls) {
            calls.add(call);
            return calls.size();
        }
    }

    int count() {
        synchronized (calls) {
            return calls.size();
        }
    }

    /** One line for each: time, account, recipient, number. */
    String text() {
        StringBuilder text = new StringBuilder();
        synchronized (calls) {
            for (Call call : calls) {
                text.append(call.at()).append(' ');
                text.append(call.account()).append(' ');
                text.append(call.recipient()).append(' ');
                text.append(call.number()).append('\n');
            }
        }
        return text.toString();
    }

    /** Reads what {@link #text()} wrote. */
    static Calls read(String text) {
        return new Calls(text.lines()
                .map(line -> line.split(" ", -1))
                .map(parts -> new Call(Long.parseLong(parts[0]), parts[1], parts[2], Integer.parseInt(parts[3])))
                .toList());
    }

    /** The string behind a name; empty where it is not there. No message of a benchmark has escapes before its text. */
    static String value(byte[] json, byte[] name) {
        for (int i = 0; i + name.length < json.length; i++) {
            if (json[i] == name[0] && Arrays.equals(json, i, i + name.length, name, 0, name.length)) {
                int begin = i + name.length;
                int end = begin;
                while (end < json.length && json[end] != '"') {
                    end++;
                }
                return new String(json, begin, end - begin, StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
