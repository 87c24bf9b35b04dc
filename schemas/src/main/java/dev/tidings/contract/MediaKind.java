package dev.tidings.contract;

/** What a media link points at. An unknown symbol is read as DOCUMENT. */
public enum MediaKind {
    IMAGE,
    VIDEO,
    AUDIO,
    DOCUMENT
}
