package dev.tidings.local.ops;

/**
 * What a request is answered with.
 *
 * @param type the media type of the body
 */
record Answer(int status, String type, String body) {
    private static final String TEXT = "text/plain; charset=utf-8";

    static Answer ok(String type, String body) {
        return new Answer(200, type, body);
    }

    /** @param why in a few words, without anything of the request */
    static Answer refused(int status, String why) {
        return new Answer(status, TEXT, why + "\n");
    }
}
