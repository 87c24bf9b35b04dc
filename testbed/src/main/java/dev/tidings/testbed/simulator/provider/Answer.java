package dev.tidings.testbed.simulator.provider;

/**
 * An HTTP answer.
 *
 * @param status HTTP status.
 * @param contentType Type of the body.
 * @param body The body.
 */
public record Answer(int status, String contentType, String body) {
    public static Answer json(int status, Object body) {
        return new Answer(status, "application/json; charset=UTF-8", Json.write(body));
    }

    /** What a proxy in front of the provider says when the provider does not. */
    public static Answer gateway(int status) {
        return new Answer(
                status,
                "text/html; charset=UTF-8",
                "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>");
    }
}
