package io.tenantdeletion.commons.random;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names as nobody should choose them and somebody does. */
final class Names {

    private static final List<String> PLAIN = List.of("orders", "items", "select", "user", "lines", "part", "removed");

    private static final List<String> ODD = List.of(
            "Mixed Case",
            "UPPER",
            "we\"ird",
            "it's",
            "a:b",
            "com,ma",
            "what?",
            "Ünïcode",
            "dot.ted",
            "back\\slash",
            "{braces}",
            "$1",
            "100%s",
            "--no",
            " lead");

    private final Dice dice;
    private final Set<String> taken = new HashSet<>();

    Names(Dice dice) {
        this.dice = dice;
    }

    String table(String schema) {
        String name = some(50);
        return unique(schema + "." + name).substring(schema.length() + 1);
    }

    String schema(String name) {
        return name + (dice.percent(30) ? " " + dice.oneOf(ODD) : "");
    }

    String column(String meaning) {
        return unique(dice.percent(40) ? meaning + " " + some(80) : meaning);
    }

    String constraint() {
        return unique("fk " + some(30));
    }

    private String some(int percentOdd) {
        return dice.percent(percentOdd) ? dice.oneOf(ODD) : dice.oneOf(PLAIN);
    }

    private String unique(String name) {
        String candidate = name;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = name + i;
        }
        return candidate;
    }
}
