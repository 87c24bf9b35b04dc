package dev.tidings.contract;

/**
 * Plain text.
 *
 * @param text The text, 1 to 4,096 characters.
 */
public record TextContent(String text) implements RequestContent, TaskContent {}
