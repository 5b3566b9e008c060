/**
 * The command {@code ./check-endpoints}: whether a running service, in whatever language, keeps the contract that the
 * platform relies on. Knows the contract as documents have it, and shares no code with those who implement it. May
 * depend on {@code cli}, for HTTP.
 */
package io.tenantdeletion.cli.check;
