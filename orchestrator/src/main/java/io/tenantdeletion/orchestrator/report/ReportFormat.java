package io.tenantdeletion.orchestrator.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a report can be had. */
public enum ReportFormat {
    JSON("application/json"),
    CSV("text/csv"),
    HTML("text/html");

    private final String mediaType;

    ReportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type it is answered with. */
    public String mediaType() {
        return mediaType;
    }

    /** The format with this name in a query, such as {@code csv}. */
    public static Optional<ReportFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name))
                .findFirst();
    }

    /** The format of this media type. */
    public static Optional<ReportFormat> of(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(mediaType))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
