package dev.tidings.runtime;

import java.nio.file.Path;

/** Nothing can be stored in the folder for local state. */
public final class StateFolderException extends StateException {
    private static final long serialVersionUID = 1L;

    StateFolderException(Path folder, String why) {
        super("the folder for local state, " + folder + ", " + why
                + ": tidings.state-dir (TIDINGS_STATE_DIR) is to name one that can be written, with room");
    }
}
