/**
 * A shared catalogue of parks, rides, the companies behind them, and what people say of them. Belongs to no tenant;
 * takes part in users' deletions. Each kind is an entity, its migration, and a resource of a few lines; everything else
 * is the module {@code moderation}'s. May depend on {@code moderation} and {@code commons}, never on another context.
 */
package io.tenantdeletion.services.attractions;
