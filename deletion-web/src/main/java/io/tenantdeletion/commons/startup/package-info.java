/** What a process does and leaves when it starts, whichever application it is. A leaf. Internal to the applications. */
package io.tenantdeletion.commons.startup;
