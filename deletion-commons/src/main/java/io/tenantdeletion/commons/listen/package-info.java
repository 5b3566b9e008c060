/**
 * Services that listen: what the platform has erased is erased here, too, where this service was not asked or somebody
 * has written since. Only where a broker is configured. Depends on {@code fence}, {@code purge}, {@code verify} and
 * {@code broker}; the same classes delete as behind the endpoints. Internal to the library.
 */
package io.tenantdeletion.commons.listen;
