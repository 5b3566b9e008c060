/**
 * The services of this process: what a team declares, and which of them are served. May depend on {@code contract} and
 * {@code mapping}.
 */
package io.tenantdeletion.commons.service;
