/** Entities of moderated kinds as they are in the database, read only. May depend on {@code kind}. */
package io.tenantdeletion.moderation.entity;
