/**
 * Moderated changes of shared data: submission, items, snapshot, decision, and one function that applies. A context
 * declares its kinds of entities and gets the endpoints.
 */
package io.tenantdeletion.moderation;
