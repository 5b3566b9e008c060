/** Stops the start where a key is set that nobody reads, from whatever source. Internal to the applications. */
package io.tenantdeletion.commons.configuration;
