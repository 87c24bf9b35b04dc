package dev.tidings.dispatcher.channel.registry;

import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.MissingSecrets;
import dev.tidings.dispatcher.channel.http.EgressRules;
import dev.tidings.dispatcher.channel.http.HttpCall;
import dev.tidings.dispatcher.channel.provider.AnswerReader;

/**
 * What every call out of here needs.
 *
 * @param rules which base URLs are allowed
 * @param credentials where secrets come from
 * @param missing who is told where there are none
 * @param call how calls are made
 * @param answers reads what comes back
 * @param connections those that are kept
 */
record Egress(
        EgressRules rules,
        Credentials credentials,
        MissingSecrets missing,
        HttpCall call,
        AnswerReader answers,
        Connections connections) {}
