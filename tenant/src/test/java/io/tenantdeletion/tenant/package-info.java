/** Tests of the service as a whole. */
package io.tenantdeletion.tenant;
