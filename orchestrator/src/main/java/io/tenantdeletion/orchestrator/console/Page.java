package io.tenantdeletion.orchestrator.console;

/**
 * What the frame around every page needs.
 *
 * @param title of the page, as plain text
 * @param section which entry of the navigation is the current one
 * @param viewer who looks at it
 */
public record Page(String title, String section, Viewer viewer) {}
