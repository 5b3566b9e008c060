/**
 * What traces need beside what Quarkus does for them: going on where nothing carries them, in what is stored, in
 * messages and in Vert.x contexts of their own; and that they name nobody. Nothing of it costs anything where
 * {@code quarkus.otel.sdk.disabled}. Depends on no other package.
 */
package io.tenantdeletion.commons.trace;
