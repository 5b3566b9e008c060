/**
 * Who is asking, taken from the request once, so that rules and records need no request. A leaf. Internal to the tenant
 * service.
 */
package io.tenantdeletion.tenant.requester;
