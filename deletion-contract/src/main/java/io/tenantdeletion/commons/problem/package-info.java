/**
 * RFC 9457 problem details: one final path from a failure to what a caller sees, whose mappers are in the module
 * {@code deletion-web}. A leaf: depends on nothing of ours. The {@code type} of every problem is stable; texts may
 * change.
 */
package io.tenantdeletion.commons.problem;
