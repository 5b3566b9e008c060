/**
 * The traces of the requests that jobs were asked for with, for what happens later: runs after a crash, events. Depends
 * on no other package of the orchestrator.
 */
package io.tenantdeletion.orchestrator.trace;
