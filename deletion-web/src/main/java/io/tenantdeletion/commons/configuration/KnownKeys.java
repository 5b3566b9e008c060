package io.tenantdeletion.commons.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys that somebody reads; {@code *} stands for a name that the operator chooses, {@code [*]} for a place in a
 * list.
 */
final class KnownKeys {

    /** What Kubernetes puts into the environment about the services of a namespace. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            ".+_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    /** Of the build and the quickstart. */
    private static final String CACHE = "TENANT_DELETION_CACHE";

    private static final String INDEX = "\\[\\d+]";

    private static final int NEAR = 3;

    private static final Pattern LETTERS = Pattern.compile("[A-Z0-9_]+");

    private final Set<String> keys;
    private final Collection<String> roots;
    private final Set<String> groups;

    /**
     * @param own the keys of this application
     * @param further those that the values of others refer to
     * @param roots under which of them nothing else is allowed
     */
    KnownKeys(Collection<String> own, Collection<String> further, Collection<String> roots) {
        keys = new TreeSet<>(own);
        keys.addAll(further);
        this.roots = roots;
        groups = own.stream()
                .map(key -> key.split("\\.\\*|\\[\\*]|\\.[^.]+$")[0])
                .filter(group -> group.contains("."))
                .collect(Collectors.toSet());
    }

    /** Whether a property is ours and nobody reads it. */
    boolean isUnknownProperty(String name) {
        return roots.stream().anyMatch(root -> name.startsWith(root + "."))
                && keys.stream().noneMatch(key -> name.matches(pattern(key)));
    }

    /**
     * Whether a variable of the environment is a mistake and not another application's, because applications are often
     * given the same environment: it is beside keys of this one, or nearly one of them.
     */
    boolean isMistakenVariable(String name) {
        return isUnknownVariable(name)
                && (groups.stream().anyMatch(group -> name.startsWith(variable(group) + "_"))
                        || distance(nearest(name), name) <= NEAR);
    }

    /** Whether a variable of the environment has one of our names and nobody here reads it. */
    boolean isUnknownVariable(String name) {
        return LETTERS.matcher(name).matches()
                && roots.stream().anyMatch(root -> name.startsWith(variable(root) + "_"))
                && !name.equals(CACHE)
                && !SERVICE_LINK.matcher(name).matches()
                && keys.stream().noneMatch(key -> name.matches(variable(key).replace("*", ".+")));
    }

    private static String pattern(String key) {
        // A list may be written with an index.
        return key.replace(".", "\\.").replace("[*]", INDEX).replace("*", "(\"[^\"]+\"|[^.]+)") + "(" + INDEX + ")?";
    }

    /** The key that was probably meant, in the words of the environment where the unknown one is a variable. */
    String nearest(String unknown) {
        boolean isVariable = LETTERS.matcher(unknown).matches();
        return keys.stream()
                .map(key -> isVariable ? variable(key) : key)
                .min(Comparator.comparingInt(key -> distance(key, unknown)))
                .orElseThrow();
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_");
    }

    /** How many letters have to be added, left out or changed (Levenshtein). */
    private static int distance(String from, String to) {
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(changed, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }
}
