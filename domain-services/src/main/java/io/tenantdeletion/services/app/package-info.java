/** What is said once for all contexts of a process. */
package io.tenantdeletion.services.app;
