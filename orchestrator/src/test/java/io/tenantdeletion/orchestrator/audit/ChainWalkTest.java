package io.tenantdeletion.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChainWalkTest {

    private final ChainLink first = link(1, ChainWalk.GENESIS, "one");
    private final ChainLink second = link(2, first.hash(), "two");
    private final ChainLink third = link(3, second.hash(), "three");

    @Test
    void aWholeChainIsValid() {
        assertThat(walk(head(third), first, second, third))
                .isEqualTo(new ChainState(true, 3, third.hash(), null, null));
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
        ChainLink changed = new ChainLink(2, first.hash(), second.hash(), "changed");

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

    private static ChainState walk(ChainHead head, ChainLink... lines) {
        ChainWalk walk = new ChainWalk(head);
        for (ChainLink line : lines) {
            walk.take(line);
        }
        return walk.end();
    }

    private static ChainHead head(ChainLink last) {
        return new ChainHead(last.seq(), last.hash(), last.seq());
    }

    private static ChainLink link(long seq, String before, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new ChainLink(
                    seq, before, HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8))), text);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
