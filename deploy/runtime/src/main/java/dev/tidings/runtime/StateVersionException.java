package dev.tidings.runtime;

/**
 * Stored state is of a version that this one cannot read. Nothing is lost, and nothing is done until one that can is started.
 */
public final class StateVersionException extends StateException {
    private static final long serialVersionUID = 1L;

    /**
     * Says which state.
     *
     * @param state what is stored, for people
     * @param found its version; 0: it says none
     * @param readable the version that can be read
     */
    public StateVersionException(String state, int found, int readable) {
        super(state + " is of version " + found + ", and this service reads version " + readable
                + ": start the version that wrote it, or, to begin with nothing, delete the state folder and the"
                + " changelog topics and start once with TIDINGS_BEGIN_ANEW=true");
    }
}
