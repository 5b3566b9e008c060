package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.commons.contract.UserId;

/**
 * Who looks at a page.
 *
 * @param name what the identity provider calls this person
 * @param userId who it is, or null where the session names no user by UUID
 * @param admin whether this is a platform admin
 * @param moderator whether this person decides on changes of the catalogue
 * @param legal whether this person keeps legal holds
 */
public record Viewer(String name, UserId userId, boolean admin, boolean moderator, boolean legal) {}
