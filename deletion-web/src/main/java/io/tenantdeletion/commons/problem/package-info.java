/** From a failure to what a caller sees: one mapper for each kind. The problems themselves are the contract's. */
package io.tenantdeletion.commons.problem;
