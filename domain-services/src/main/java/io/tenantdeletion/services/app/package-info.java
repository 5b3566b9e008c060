/**
 * What makes a process of the contexts: it migrates the schemas of those it serves, and no other. Knows contexts only
 * as {@code commons.service} shows them. May depend on {@code commons}; no context depends on it.
 */
package io.tenantdeletion.services.app;
