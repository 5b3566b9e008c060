/**
 * Keys of the restore logs that services keep of what they delete: made when a job begins to delete, wrapped by a
 * master key, kept in a database of their own, destroyed when nobody may restore any more. May depend on {@code job}.
 * Internal to the orchestrator.
 */
package io.tenantdeletion.orchestrator.restore;
