package dev.tidings.contract;

/** Whether a template can be sent. An unknown symbol is read as UNAVAILABLE. */
public enum TemplateState {
    APPROVED,
    UNAVAILABLE
}
