/**
 * The WhatsApp Cloud API: template, text and media messages, and its error codes, which its receipts use as well.
 */
@NullMarked
package dev.tidings.dispatcher.channel.whatsapp;

import org.jspecify.annotations.NullMarked;
