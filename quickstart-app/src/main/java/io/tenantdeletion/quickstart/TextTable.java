package io.tenantdeletion.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of text: the first column to the left, all others to the right. */
public final class TextTable {

    private static final String GAP = "   ";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> footer = List.of();

    public TextTable(String... header) {
        this.header = List.of(header);
    }

    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public TextTable footer(String... cells) {
        footer = List.of(cells);
        return this;
    }

    public List<String> lines() {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(header);
        all.add(footer);
        int[] widths = new int[header.size()];
        all.forEach(cells -> {
            for (int i = 0; i < cells.size(); i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        });
        String rule = "─".repeat(Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1));
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths));
        lines.add(rule);
        rows.forEach(cells -> lines.add(line(cells, widths)));
        if (!footer.isEmpty()) {
            lines.add(rule);
            lines.add(line(footer, widths));
        }
        return lines;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : GAP)
                    .append(i == 0 ? Text.padRight(cells.get(i), widths[i]) : Text.padLeft(cells.get(i), widths[i]));
        }
        return line.toString().stripTrailing();
    }
}
