package io.tenantdeletion.orchestrator.report;

import io.tenantdeletion.orchestrator.preview.PlatformPreview;

/** A preview as a table. */
public final class PreviewCsv {

    private PreviewCsv() {}

    /** One line for each table of each service that answered, and one for each that did not. */
    public static String of(PlatformPreview preview) {
        Csv csv = new Csv("tenant_id", "tenant_name", "service", "table", "rows", "unavailable");
        preview.services()
                .forEach((service, counted) -> counted.preview()
                        .forEach((table, rows) ->
                                csv.line(preview.tenantId(), preview.tenantName(), service, table, rows, null)));
        preview.unavailable()
                .forEach(one ->
                        csv.line(preview.tenantId(), preview.tenantName(), one.service(), null, null, one.reason()));
        return csv.toString();
    }
}
