package io.tenantdeletion.orchestrator.audit;

import java.nio.charset.StandardCharsets;

/** Goes along the chain from its first line, or what was cut off of it, to its head, and stops where it is broken. */
final class ChainWalk {

    /** What the first line has for the hash of the line before. */
    static final String GENESIS = "0".repeat(64);

    private final ChainHead head;
    private final ChainAnchor anchor;
    private long reached;
    private String hash;
    private String problem;

    ChainWalk(ChainHead head, ChainAnchor anchor) {
        this.head = head;
        this.anchor = anchor;
        this.reached = anchor.seq();
        this.hash = anchor.hash();
        this.problem = anchor.told() ? null : "Lines before it were cut off, and no line of the log tells of that.";
    }

    /** The next line in the order of numbers. */
    void take(ChainLink line) {
        if (problem != null) {
            return;
        }
        problem = problemOf(line);
        if (problem == null) {
            reached = line.seq();
            hash = line.hash();
        }
    }

    /** Number of the last line that is in order. */
    long reached() {
        return reached;
    }

    boolean isBroken() {
        return problem != null;
    }

    /** The verdict, once there are no more lines. */
    ChainState end() {
        if (problem == null) {
            problem = problemOfEnd();
        }
        return problem == null
                ? new ChainState(true, lines(), head.hash(), null, null)
                : new ChainState(false, lines(), head.hash(), reached + 1, problem);
    }

    private long lines() {
        return reached - anchor.seq();
    }

    private String problemOf(ChainLink line) {
        if (line.seq() != reached + 1) {
            return "The line is missing.";
        }
        if (!hash.equals(line.prevHash())) {
            return "The line does not follow the one before: one of the two was changed or exchanged.";
        }
        boolean isWhole = hashOf(line.canonical()).equals(line.hash())
                && line.texts().stream().allMatch(SaltedText::isWhole);
        return isWhole ? null : "The line was changed.";
    }

    private String problemOfEnd() {
        if (reached < head.seq()) {
            return "The line is missing.";
        }
        if (head.last() > head.seq()) {
            return "The line was not appended the regular way: the head does not know it.";
        }
        return hash.equals(head.hash()) ? null : "The head names another last line.";
    }

    private static String hashOf(String canonical) {
        return Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8));
    }
}
