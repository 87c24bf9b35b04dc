package dev.tidings.testbed.simulator.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as the Graph API words it.
 *
 * @param status HTTP status.
 * @param code The code that clients are told to build on.
 * @param subcode More on a few codes; null on most.
 * @param message The title, with the code in front as the API does.
 * @param details What is wrong in this call; null where the API says no more.
 */
record GraphError(
        int status,
        int code,
        @Nullable Integer subcode,
        String message,
        @Nullable String details) {
    static final int INVALID_PARAMETER = 100;
    static final int MISSING_PARAMETER = 131008;
    static final int INVALID_VALUE = 131009;
    static final int UNDELIVERABLE = 131026;
    static final int UNSUPPORTED_TYPE = 131051;
    static final int THROUGHPUT = 130429;
    static final int PARAMETER_COUNT = 132000;
    static final int TEMPLATE_MISSING = 132001;
    static final int TEXT_TOO_LONG = 132005;
    static final int PARAMETER_FORMAT = 132012;

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(0, "AuthException"),
            Map.entry(1, "API Unknown"),
            Map.entry(2, "API Service"),
            Map.entry(3, "API Method"),
            Map.entry(4, "API Too Many Calls"),
            Map.entry(10, "Permission Denied"),
            Map.entry(INVALID_PARAMETER, "Invalid parameter"),
            Map.entry(190, "Access token has expired"),
            Map.entry(368, "Temporarily blocked for policies violations"),
            Map.entry(80007, "Rate limit issues"),
            Map.entry(THROUGHPUT, "Rate limit hit"),
            Map.entry(130472, "User's number is part of an experiment"),
            Map.entry(130497, "Business account is restricted from messaging users in this country"),
            Map.entry(131000, "Something went wrong"),
            Map.entry(131005, "Access denied"),
            Map.entry(MISSING_PARAMETER, "Required parameter is missing"),
            Map.entry(INVALID_VALUE, "Parameter value is not valid"),
            Map.entry(131016, "Service unavailable"),
            Map.entry(131021, "Recipient cannot be sender"),
            Map.entry(UNDELIVERABLE, "Message undeliverable"),
            Map.entry(131030, "Recipient phone number not in allowed list"),
            Map.entry(131031, "Account has been locked"),
            Map.entry(131042, "Business eligibility payment issue"),
            Map.entry(131045, "Incorrect certificate"),
            Map.entry(131047, "Re-engagement message"),
            Map.entry(131048, "Spam rate limit hit"),
            Map.entry(131049, "Meta chose not to deliver"),
            Map.entry(131050, "User has stopped marketing messages"),
            Map.entry(UNSUPPORTED_TYPE, "Unsupported message type"),
            Map.entry(131052, "Media download error"),
            Map.entry(131053, "Media upload error"),
            Map.entry(131056, "Pair rate limit hit"),
            Map.entry(131057, "Account in maintenance mode"),
            Map.entry(PARAMETER_COUNT, "Number of parameters does not match the expected number of params"),
            Map.entry(TEMPLATE_MISSING, "Template name does not exist in the translation"),
            Map.entry(TEXT_TOO_LONG, "Translated text too long"),
            Map.entry(132007, "Template format character policy violated"),
            Map.entry(PARAMETER_FORMAT, "Parameter format does not match format in the created template"),
            Map.entry(132015, "Template is paused"),
            Map.entry(132016, "Template is disabled"),
            Map.entry(133004, "Server temporarily unavailable"));

    /** The error of that code with its usual HTTP status. */
    static GraphError of(int code, String details) {
        return new GraphError(statusOf(code), code, null, "(#" + code + ") " + title(code), details);
    }

    /** The error of that code with the HTTP status asked for. */
    static GraphError with(int status, int code) {
        return new GraphError(status, code, null, "(#" + code + ") " + title(code), title(code));
    }

    static GraphError required(String parameter) {
        return new GraphError(
                400, INVALID_PARAMETER, null, "(#100) The parameter " + parameter + " is required.", null);
    }

    static GraphError unknownObject(String id) {
        return new GraphError(
                400,
                INVALID_PARAMETER,
                33,
                "Unsupported post request. Object with ID '" + id
                        + "' does not exist, cannot be loaded due to missing permissions, or does not support this operation.",
                null);
    }

    static GraphError unauthorized(String message) {
        return new GraphError(401, 190, null, message, null);
    }

    static String title(int code) {
        return TITLES.getOrDefault(code, "Error " + code);
    }

    private static int statusOf(int code) {
        return switch (code) {
            case 0, 190 -> 401;
            case 3, 131000, 131016, 131057 -> 500;
            case 10, 368, 130497, 131005, 131031 -> 403;
            case TEMPLATE_MISSING -> 404;
            case THROUGHPUT -> 429;
            case 2, 133004 -> 503;
            default -> 400;
        };
    }

    Answer answer(String trace) {
        ObjectNode root = Json.object();
        ObjectNode error = root.putObject("error");
        error.put("message", message);
        error.put("type", subcode == null ? "OAuthException" : "GraphMethodException");
        error.put("code", code);
        if (subcode != null) {
            error.put("error_subcode", subcode);
        }
        if (details != null) {
            error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
        }
        error.put("fbtrace_id", trace);
        return Answer.json(status, root);
    }
}
