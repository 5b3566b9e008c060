/** The problems of moderation, and what the database's refusals are among them. A leaf. The types are stable. */
package io.tenantdeletion.moderation.problem;
