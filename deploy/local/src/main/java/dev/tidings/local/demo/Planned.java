package dev.tidings.local.demo;

import dev.tidings.contract.SendRequest;

/**
 * One request of the demo.
 *
 * @param kind why it is in the mix
 * @param request what is asked for
 */
record Planned(Kind kind, SendRequest request) {
    /** What a request of the demo is meant to show. */
    enum Kind {
        IMMEDIATE("sent at once"),
        TIMED("held, then sent when due"),
        WITHOUT_TEMPLATE("template missing: falls back to SMS"),
        WRONG_ADDRESS("malformed address: rejected");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        String meaning() {
            return meaning;
        }
    }
}
