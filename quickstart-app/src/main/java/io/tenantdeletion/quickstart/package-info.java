/**
 * The whole platform on one machine, without an installation: starts everything as separate processes, fills three
 * tenants, deletes the large one through the public API and proves the result. What it knows of the platform is its
 * HTTP contract and the databases' catalogs; it depends on no other module's code but {@code embedded}. What is public
 * here is for the benchmarks, which run the same platform.
 */
package io.tenantdeletion.quickstart;
