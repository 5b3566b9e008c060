package io.tenantdeletion.commons.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Decisions; the same seed decides the same. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        // Seeds that are close to each other give numbers that are close, at first.
        random = new Random(seed * 0x5DEE_CE66DL + 11);
        random.nextInt();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    <T> List<T> shuffled(List<T> things) {
        List<T> copy = new ArrayList<>(things);
        Collections.shuffle(copy, random);
        return copy;
    }
}
