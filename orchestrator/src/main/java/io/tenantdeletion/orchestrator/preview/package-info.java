/** What a deletion would remove, asked of every service at once. May depend on {@code participant} and {@code job}. */
package io.tenantdeletion.orchestrator.preview;
