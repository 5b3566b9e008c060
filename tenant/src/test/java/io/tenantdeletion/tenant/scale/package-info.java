/** Tests with more data than fits a page. */
package io.tenantdeletion.tenant.scale;
