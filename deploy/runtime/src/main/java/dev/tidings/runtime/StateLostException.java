package dev.tidings.runtime;

import java.util.Collection;

/** A changelog is gone, though the application has run: what it held is lost, and an empty one would hide that. */
public final class StateLostException extends StateException {
    private static final long serialVersionUID = 1L;

    StateLostException(String application, Collection<String> changelogs) {
        super(application + " has run before, and its changelog is gone: " + String.join(", ", changelogs)
                + ". What it held cannot be read any more. Bring the topic back from a copy, with its records; or, to go on"
                + " without what was held, start once with TIDINGS_BEGIN_ANEW=true");
    }
}
