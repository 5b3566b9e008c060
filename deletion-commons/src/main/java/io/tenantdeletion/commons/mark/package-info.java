/** The marks a team puts on its entities: this is tenant data, this is shared. A leaf without dependencies. Stable. */
package io.tenantdeletion.commons.mark;
