/**
 * What somebody wants, turned into the fields that change, with everything that can be said against it before anybody
 * reviews it. Writes nothing. May depend on {@code kind}, {@code entity}, {@code submission} and {@code problem}.
 */
package io.tenantdeletion.moderation.draft;
