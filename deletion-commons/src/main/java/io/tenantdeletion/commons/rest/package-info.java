/** The only endpoints of the contract: parse, delegate, map. May depend on everything below; nothing depends on it. */
package io.tenantdeletion.commons.rest;
