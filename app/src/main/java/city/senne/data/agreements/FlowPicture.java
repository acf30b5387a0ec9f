package city.senne.data.agreements;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Organisations that give on the left, those that receive on the right, between them an arrow for all agreements in
/// force, the wider the more they are. All is in the table beside it, too.
///
/// @param width in the units of the drawing, as is the height: as wide as the names are long
public record FlowPicture(int width, int height, List<Node> givers, List<Node> receivers, List<Arrow> arrows) {
    private static final int BETWEEN = 240;
    private static final int LETTER = 8;
    private static final int MARGIN = 24;
    private static final int ROW = 52;
    private static final int LONGEST_LINE = 30;

    /// @param lines of its name, two at most
    public record Node(String name, List<String> lines, int x, int y) {}

    /// @param path of its line, ends before its head
    /// @param head the corners of its head
    /// @param agreements how many it stands for
    public record Arrow(
            String giver, String receiver, int agreements, String path, String head, double width, int x, int y) {}

    static FlowPicture of(List<Flow> flows) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (Flow flow : flows) {
            if (!flow.standing().equals("in_force")) continue;
            counts.computeIfAbsent(flow.giver(), _ -> new TreeMap<>()).merge(flow.receiver(), 1, Integer::sum);
        }
        List<String> givers = List.copyOf(counts.keySet());
        // Each receiver at about the height of those who give to it, so that few arrows cross.
        List<String> receivers = counts.values().stream()
                .flatMap(each -> each.keySet().stream())
                .distinct()
                .toList();
        int rows = Math.max(givers.size(), receivers.size());
        int from = MARGIN + longest(givers) * LETTER;
        int width = from + BETWEEN + MARGIN + longest(receivers) * LETTER;
        Map<String, Node> left = column(givers, from, rows);
        Map<String, Node> right = column(receivers, from + BETWEEN, rows);
        List<Arrow> arrows = new ArrayList<>();
        counts.forEach((giver, each) -> each.forEach((receiver, agreements) -> arrows.add(
                arrow(left.getOrDefault(giver, NOWHERE), right.getOrDefault(receiver, NOWHERE), agreements))));
        return new FlowPicture(width, rows * ROW + 16, List.copyOf(left.values()), List.copyOf(right.values()), arrows);
    }

    private static final Node NOWHERE = new Node("", List.of(), 0, 0);

    public boolean isEmpty() {
        return arrows.isEmpty();
    }

    private static Map<String, Node> column(List<String> names, int x, int rows) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            double y = 8 + ROW * (rows * (i + 0.5) / names.size());
            nodes.put(names.get(i), new Node(names.get(i), lines(names.get(i)), x, (int) Math.round(y)));
        }
        return nodes;
    }

    private static Arrow arrow(Node from, Node to, int agreements) {
        double width = Math.min(2 + 2.0 * (agreements - 1), 14);
        double head = 8 + width / 2;
        int start = from.x() + 8;
        double end = to.x() - 10;
        double middle = (start + end) / 2;
        String path = String.format(
                Locale.ROOT,
                "M%d %d C%.1f %d %.1f %d %.1f %d",
                start,
                from.y(),
                middle,
                from.y(),
                middle,
                to.y(),
                end - head + 1,
                to.y());
        String corners = String.format(
                Locale.ROOT,
                "%.1f,%d %.1f,%.1f %.1f,%.1f",
                end,
                to.y(),
                end - head,
                to.y() - head / 2 - 1,
                end - head,
                to.y() + head / 2 + 1);
        return new Arrow(
                from.name(), to.name(), agreements, path, corners, width, (int) middle, (from.y() + to.y()) / 2);
    }

    /// How many letters the longest line of a name has.
    private static int longest(List<String> names) {
        return names.stream()
                .flatMap(name -> lines(name).stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /// A name on two lines at most.
    private static List<String> lines(String name) {
        if (name.length() <= LONGEST_LINE) return List.of(name);
        int blank = name.lastIndexOf(' ', LONGEST_LINE);
        int cut = blank > 0 ? blank : LONGEST_LINE;
        String rest = name.substring(cut).strip();
        return List.of(
                name.substring(0, cut),
                rest.length() <= LONGEST_LINE ? rest : rest.substring(0, LONGEST_LINE - 1) + "…");
    }
}
