/**
 * The command line: every command is a call or two of the public API, with the rights of whoever has logged in. It
 * knows no rule of its own, and nothing of how the platform is built.
 */
package io.tenantdeletion.cli;
