/** What a purge lets be seen from outside: log events and metrics, by their documented names. A leaf. */
package io.tenantdeletion.commons.observe;
