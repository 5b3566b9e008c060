package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainWalkTest {

    private static final byte[] SALT = "salt".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Sha256.hex("saltbecause".getBytes(StandardCharsets.UTF_8));

    private final ChainLink first = link(1, ChainWalk.GENESIS, "one");
    private final ChainLink second = link(2, first.hash(), "two");
    private final ChainLink third = link(3, second.hash(), "three");

    @Test
    void aWholeChainIsValid() {
        assertThat(walk(head(third), first, second, third))
                .isEqualTo(new ChainState(true, 3, third.hash(), null, null));
    }

    @Test
    void aChainThatWasCutBeginsBehindTheCut() {
        ChainWalk walk = new ChainWalk(head(third), new ChainAnchor(1, first.hash(), true));
        List.of(second, third).forEach(walk::take);

        assertThat(walk.end()).isEqualTo(new ChainState(true, 2, third.hash(), null, null));
    }

    @Test
    void aCutThatNobodyTellsOfIsTold() {
        ChainWalk walk = new ChainWalk(head(third), new ChainAnchor(1, first.hash(), false));
        List.of(second, third).forEach(walk::take);

        assertThat(walk.end().brokenAt()).isEqualTo(2);
    }

    @Test
    void anEmptyChainIsValid() {
        assertThat(walk(new ChainHead(0, ChainWalk.GENESIS, 0)).valid()).isTrue();
    }

    @Test
    void aMissingHeadIsNot() {
        assertThat(walk(new ChainHead(0, "", 0)).brokenAt()).isEqualTo(1);
    }

    @Test
    void theFirstMissingLineIsTold() {
        assertThat(walk(head(third), second, third).brokenAt()).isEqualTo(1);
        assertThat(walk(head(third), first, third).brokenAt()).isEqualTo(2);
        assertThat(walk(head(third), first, second).brokenAt()).isEqualTo(3);
    }

    @Test
    void aChangedLineIsTold() {
        ChainLink changed = new ChainLink(2, first.hash(), second.hash(), "changed", List.of());

        assertThat(walk(head(third), first, changed, third).brokenAt()).isEqualTo(2);
    }

    @Test
    void aLineRewrittenWithItsHashBreaksTheNext() {
        ChainLink rewritten = link(2, first.hash(), "rewritten");

        assertThat(walk(head(third), first, rewritten, third).brokenAt()).isEqualTo(3);
    }

    @Test
    void aLineBeyondTheHeadIsTold() {
        assertThat(walk(new ChainHead(2, second.hash(), 3), first, second).brokenAt())
                .isEqualTo(3);
    }

    @Test
    void aLineWhoseTextIsErasedWithItsSaltIsWhole() {
        SaltedText text = new SaltedText("because", SALT, DIGEST);
        SaltedText none = new SaltedText(null, null, null);
        SaltedText erased = new SaltedText(null, null, DIGEST);

        for (SaltedText whole : List.of(text, none, erased)) {
            assertThat(walk(head(first), link(1, ChainWalk.GENESIS, "one", none, whole))
                            .valid())
                    .as("%s", whole)
                    .isTrue();
        }
    }

    @Test
    void anyOtherChangeOfATextIsTold() {
        for (SaltedText changed : List.of(
                new SaltedText("another", SALT, DIGEST),
                new SaltedText("because", new byte[] {1}, DIGEST),
                new SaltedText("because", SALT, DIGEST.replace('0', '1')),
                new SaltedText("because", SALT, null),
                new SaltedText("because", null, DIGEST),
                new SaltedText(null, SALT, DIGEST))) {
            assertThat(walk(head(first), link(1, ChainWalk.GENESIS, "one", changed))
                            .brokenAt())
                    .as("%s", changed)
                    .isEqualTo(1);
        }
    }

    private static ChainState walk(ChainHead head, ChainLink... lines) {
        ChainWalk walk = new ChainWalk(head, ChainAnchor.NONE);
        for (ChainLink line : lines) {
            walk.take(line);
        }
        return walk.end();
    }

    private static ChainHead head(ChainLink last) {
        return new ChainHead(last.seq(), last.hash(), last.seq());
    }

    private static ChainLink link(long seq, String before, String text, SaltedText... texts) {
        return new ChainLink(seq, before, Sha256.hex(text.getBytes(StandardCharsets.UTF_8)), text, List.of(texts));
    }
}
