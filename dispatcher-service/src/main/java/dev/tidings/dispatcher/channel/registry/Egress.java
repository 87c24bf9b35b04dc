package dev.tidings.dispatcher.channel.registry;

import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.http.EgressRules;
import dev.tidings.dispatcher.channel.http.HttpCall;
import java.time.InstantSource;

/**
 * What every call out of here needs.
 *
 * @param rules which base URLs are allowed
 * @param credentials where secrets come from
 * @param call how calls are made
 * @param clock what a date in Retry-After is compared with
 */
record Egress(EgressRules rules, Credentials credentials, HttpCall call, InstantSource clock) {}
