package dev.tidings.contract;

/** What upstream asks to send. */
public sealed interface RequestContent permits TemplateContent, TextContent, MediaContent {}
