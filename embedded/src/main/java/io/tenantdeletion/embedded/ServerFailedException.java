package io.tenantdeletion.embedded;

import java.nio.file.Path;
import java.util.List;

/** A server did not start or did not stay; the last lines of its log say why. */
public final class ServerFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path log;
    private final transient List<String> lastLines;

    /** A failure with the place and the end of the log. */
    public ServerFailedException(String message, Path log, List<String> lastLines) {
        super(message
                + (lastLines.isEmpty() ? "" : System.lineSeparator() + String.join(System.lineSeparator(), lastLines)));
        this.log = log;
        this.lastLines = List.copyOf(lastLines);
    }

    /** The whole log. */
    public Path log() {
        return log;
    }

    /** The end of the log, oldest line first. */
    public List<String> lastLines() {
        return lastLines;
    }
}
