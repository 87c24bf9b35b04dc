package dev.tidings.contract;

/** What goes to the provider: a request's content with its template resolved. */
public sealed interface TaskContent permits TemplateMessage, TextContent, MediaContent {}
