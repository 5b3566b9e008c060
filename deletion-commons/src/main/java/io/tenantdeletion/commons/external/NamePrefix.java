package io.tenantdeletion.commons.external;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names can be a subject's: those that begin as the pattern says, and lead nowhere else from there. Whoever can
 * write a row can write any name into it.
 *
 * @param pattern with {@code {tenant_id}} or {@code {user_id}} in it
 */
record NamePrefix(String pattern) {

    private static final String TENANT = "{tenant_id}";
    private static final String USER = "{user_id}";

    private static final Set<String> ELSEWHERE = Set.of("", ".", "..");

    /** Characters of which a store may make others, or a separator. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\\\\\\p{Cntrl}]|%(25|2e|2f|5c|00)");

    NamePrefix {
        if (!pattern.contains(TENANT) && !pattern.contains(USER)) {
            throw new IllegalStateException("The configuration is wrong: the prefix " + pattern
                    + " of deletion.external-data.stores has neither " + TENANT + " nor " + USER
                    + ": everybody's names would begin alike");
        }
    }

    /** Whether a name is of this tenant and user, as far as the pattern asks for them. */
    boolean matches(String name, Optional<String> tenant, Optional<String> user) {
        if (pattern.contains(TENANT) && tenant.isEmpty() || pattern.contains(USER) && user.isEmpty()) {
            return false;
        }
        String prefix = pattern.replace(TENANT, tenant.orElse("")).replace(USER, user.orElse(""));
        return name.startsWith(prefix)
                && !AMBIGUOUS.matcher(name.toLowerCase(Locale.ROOT)).find()
                && Arrays.stream(name.substring(prefix.length()).split("/", -1)).noneMatch(ELSEWHERE::contains);
    }
}
