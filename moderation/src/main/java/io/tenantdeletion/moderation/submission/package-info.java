/**
 * What somebody wants changed, written down: submission, items, snapshot, decision. May depend on {@code kind} and
 * {@code entity}. The records are what travels on the wire.
 */
package io.tenantdeletion.moderation.submission;
