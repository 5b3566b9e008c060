/**
 * The twelve contexts of the reference platform, a package each; none imports another. What they share is in
 * {@code base}, what makes a process of them in {@code app}. An example to copy, not an API.
 */
package io.tenantdeletion.services;
