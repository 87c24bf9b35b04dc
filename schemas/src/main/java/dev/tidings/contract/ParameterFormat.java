package dev.tidings.contract;

/** How the provider takes a template's parameters: by NAME or by POSITION (in the order of the template's list). An unknown symbol is read as NAMED. */
public enum ParameterFormat {
    NAMED,
    POSITIONAL
}
