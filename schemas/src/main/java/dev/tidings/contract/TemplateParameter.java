package dev.tidings.contract;

/**
 * One parameter of a template with its value.
 *
 * @param name The parameter's name in the catalog.
 * @param value The text to put in its place.
 */
public record TemplateParameter(String name, String value) {}
