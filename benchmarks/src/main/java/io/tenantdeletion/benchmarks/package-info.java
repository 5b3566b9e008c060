/**
 * Macro-benchmark of the main job: the same tenant deleted through the public API and by plain SQL, on one database; a
 * small tenant beside few and beside many foreign rows; memory by rows. Builds on the platform of
 * {@code io.tenantdeletion.quickstart} and is used by nobody.
 */
package io.tenantdeletion.benchmarks;
