/**
 * The endpoints: of each kind of entity, by a class that a context extends, and of the queue. Stable: paths, fields and
 * problem types. May depend on everything else of the module.
 */
package io.tenantdeletion.moderation.rest;
