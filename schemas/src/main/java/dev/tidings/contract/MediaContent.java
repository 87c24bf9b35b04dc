package dev.tidings.contract;

import org.jspecify.annotations.Nullable;

/**
 * Media by link; the provider fetches it.
 *
 * @param kind What the link points at.
 * @param link An https URL, at most 2,048 characters.
 * @param caption Text under the media, at most 1,024 characters; absent: none.
 */
public record MediaContent(
        MediaKind kind, String link, @Nullable String caption) implements RequestContent, TaskContent {}
