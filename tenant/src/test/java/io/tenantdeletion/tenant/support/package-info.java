/** What the tests of this service share: an orchestrator that answers as told, rows of tenants. */
package io.tenantdeletion.tenant.support;
