package dev.tidings.testbed.bench.kit;

/** Request ids that are counted up, so that a message can be found again wherever its id shows up. */
public final class MessageIds {
    private static final String PREFIX = "bench-";

    private MessageIds() {}

    /** The request id that comes back as this number. */
    public static String requestId(int number) {
        return PREFIX + number;
    }

    /** The number that a request id begins with; whatever else follows it is passed over. */
    public static int number(String id) {
        if (!id.startsWith(PREFIX)) {
            throw new IllegalArgumentException("\"" + id + "\" is not ours");
        }
        int number = 0;
        for (int i = PREFIX.length(); i < id.length() && Character.isDigit(id.charAt(i)); i++) {
            number = number * 10 + (id.charAt(i) - '0');
        }
        return number;
    }
}
