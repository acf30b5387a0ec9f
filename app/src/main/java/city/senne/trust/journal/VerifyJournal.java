package city.senne.trust.journal;

import city.senne.engine.merkle.GrowingTree;
import city.senne.engine.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Recomputes the whole journal from its entries and says what is not as it was told. Needs a connection to the
/// database and nothing else of the program.
///
/// Entries are held against the hashes that were kept when they came, these against the whole subtrees above them, and
/// the roots against the signed heads. Whoever changes an entry must change all of them, and heads that lie elsewhere.
final class VerifyJournal {
    private static final int MOST_FAULTS = 100;
    private static final int ROWS_AT_ONCE = 1000;

    private static final String ENTRIES = """
            select entry.*, node.index, node.hash from (%s) entry
            full join (select index, hash from journal_node where level = 0) node on node.index = entry.sequence
            order by coalesce(entry.sequence, node.index)""".formatted(JournalRows.ENTRIES);

    private static final String SUBTREES = """
            select level, index, hash from journal_node where level > 0 order by (index + 1) << level, level""";

    private final Connection connection;
    private final GrowingTree tree = new GrowingTree();
    private final NavigableSet<Long> faulty = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();
    private List<TreeHead> heads = List.of();
    private int nextHead;
    private int rightHeads;
    private long found;
    private long erased;

    private VerifyJournal(Connection connection) {
        this.connection = connection;
    }

    /// @param entries how many were found
    /// @param heads how many signed heads fit
    /// @param erased how many things about people were erased
    /// @param faults sentences, none when all is as it was told; the first hundred
    record Result(long entries, Hash root, int heads, long erased, List<String> faults) {}

    /// Looks at the journal as it is at one instant.
    ///
    /// @param keptElsewhere signed heads from a second place, which whoever changed the database could not change
    static Result verify(Connection connection, List<TreeHead> keptElsewhere) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            return look(connection, keptElsewhere);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
            connection.setTransactionIsolation(isolation);
        }
    }

    /// The same in the transaction that is under way.
    static Result look(Connection connection, List<TreeHead> keptElsewhere) throws SQLException {
        return new VerifyJournal(connection).verify(keptElsewhere);
    }

    private Result verify(List<TreeHead> keptElsewhere) throws SQLException {
        readHeads(keptElsewhere);
        judgeEntries();
        judgeEnd();
        return new Result(found, tree.root(), rightHeads, erased, List.copyOf(faults));
    }

    private void readHeads(List<TreeHead> keptElsewhere) throws SQLException {
        List<TreeHead> all = new ArrayList<>(keptElsewhere);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from journal_head")) {
            while (row.next()) all.add(Heads.head(row));
        }
        for (TreeHead head : all) {
            if (!head.isSigned()) {
                fault("The head of %,d entries of %s was changed: its signature does not fit."
                        .formatted(head.size(), head.at()));
            }
        }
        heads = all.stream()
                .filter(TreeHead::isSigned)
                .sorted(Comparator.comparingLong(TreeHead::size))
                .toList();
    }

    private void judgeEntries() throws SQLException {
        try (PreparedStatement entries = connection.prepareStatement(ENTRIES);
                PreparedStatement subtrees = connection.prepareStatement(SUBTREES)) {
            entries.setFetchSize(ROWS_AT_ONCE);
            subtrees.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet row = entries.executeQuery();
                    ResultSet subtree = subtrees.executeQuery()) {
                Subtrees kept = new Subtrees(subtree);
                judgeHeads();
                while (row.next()) {
                    Hash leaf = judgeEntry(row);
                    for (GrowingTree.Node node : tree.append(leaf)) {
                        if (node.level() > 0) judgeSubtree(node, kept.find(node));
                    }
                    judgeHeads();
                }
            }
        }
    }

    /// The hash that stands for this place: the one that was kept when the entry came, where it still is.
    private Hash judgeEntry(ResultSet row) throws SQLException {
        byte[] kept = row.getBytes("hash");
        Hash told = kept == null ? null : new Hash(kept);
        row.getLong("sequence");
        boolean isThere = !row.wasNull();
        long place = isThere ? row.getLong("sequence") : row.getLong("index");
        while (place > tree.size()) {
            fault("Entry %d was removed, and its hash with it.".formatted(tree.size()), tree.size());
            tree.append(Hash.OF_NOTHING);
        }
        if (!isThere && told != null) {
            fault("Entry %d was removed.".formatted(place), place);
            return told;
        }
        KeptEntry entry = JournalRows.entry(row);
        found++;
        judgePersonal(entry, row);
        Hash leaf = entry.leaf();
        if (told == null) {
            fault("Entry %d was put in afterwards, or its hash was removed.".formatted(place), place);
            return leaf;
        }
        if (!told.equals(leaf)) {
            Optional<Long> elsewhere = findPlace(leaf);
            fault(
                    elsewhere.isPresent()
                            ? "Entry %d was reordered: it was told as entry %d.".formatted(place, elsewhere.get())
                            : "Entry %d was changed.".formatted(place),
                    place);
        }
        return told;
    }

    private Optional<Long> findPlace(Hash leaf) throws SQLException {
        if (faults.size() >= MOST_FAULTS) return Optional.empty();
        try (PreparedStatement search =
                connection.prepareStatement("select index from journal_node where level = 0 and hash = ?")) {
            search.setBytes(1, leaf.bytes());
            try (ResultSet row = search.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    private void judgePersonal(KeptEntry entry, ResultSet row) throws SQLException {
        Map<String, String> salts = JournalRows.texts(row.getString("salts"));
        for (Map.Entry<String, String> personal : entry.personal().entrySet()) {
            byte[] salt = HexFormat.of().parseHex(salts.getOrDefault(personal.getKey(), ""));
            String commitment = KeptEntry.commitment(salt, personal.getValue()).toString();
            if (!commitment.equals(entry.commitments().get(personal.getKey()))) {
                fault("Entry %d was changed: what it says about a person (%s) is not what was told."
                        .formatted(entry.sequence(), personal.getKey()));
            }
        }
        erased += entry.commitments().keySet().stream().filter(entry::isErased).count();
    }

    /// Says nothing of a subtree in which something was found already.
    private void judgeSubtree(GrowingTree.Node node, @Nullable Hash kept) {
        if (kept != null && kept.equals(node.hash())) return;
        long first = node.index() << node.level();
        long last = ((node.index() + 1) << node.level()) - 1;
        Long known = faulty.ceiling(first);
        if (known != null && known <= last) return;
        fault("Something among the entries %d to %d was changed, with its hash.".formatted(first, last), first);
    }

    /// Says of heads that do not fit only the first: all later ones cannot fit either.
    private void judgeHeads() {
        while (nextHead < heads.size() && heads.get(nextHead).size() == tree.size()) {
            TreeHead head = heads.get(nextHead++);
            if (head.root().equals(tree.root())) {
                rightHeads++;
            } else if (faulty.isEmpty()) {
                fault(
                        "Something among the first %d entries was changed, with all hashes: the head of %s does not fit."
                                .formatted(head.size(), head.at()),
                        head.size() - 1);
            }
        }
    }

    private void judgeEnd() throws SQLException {
        long told = heads.isEmpty() ? 0 : heads.getLast().size();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select size, peaks from journal_tree")) {
            if (!row.next()) {
                fault("The size of the tree was removed.");
            } else if (row.getLong("size") == tree.size()
                    && !JournalRows.hashes(row.getBytes("peaks")).equals(tree.peaks())
                    && faulty.isEmpty()) {
                fault("The hashes of the tree to which the next entry is added were changed.");
            } else {
                told = Math.max(told, row.getLong("size"));
            }
        }
        if (told > tree.size()) {
            fault("The last %,d entries were removed, from entry %d on: there were %,d."
                    .formatted(told - tree.size(), tree.size(), told));
        }
    }

    private void fault(String sentence) {
        if (faults.size() < MOST_FAULTS) faults.add(sentence);
    }

    private void fault(String sentence, long place) {
        faulty.add(place);
        fault(sentence);
    }

    /// The hashes of whole subtrees that were kept, in the order in which the tree makes them.
    private static final class Subtrees {
        private final ResultSet row;
        private boolean hasRow;

        Subtrees(ResultSet row) throws SQLException {
            this.row = row;
            this.hasRow = row.next();
        }

        @Nullable
        Hash find(GrowingTree.Node node) throws SQLException {
            while (hasRow && compare(node) < 0) hasRow = row.next();
            return hasRow && compare(node) == 0 ? new Hash(row.getBytes("hash")) : null;
        }

        /// Whether the row comes before the node (negative), is the node (0) or comes after it.
        private int compare(GrowingTree.Node node) throws SQLException {
            int level = row.getInt("level");
            int byEnd = Long.compare((row.getLong("index") + 1) << level, (node.index() + 1) << node.level());
            return byEnd != 0 ? byEnd : Integer.compare(level, node.level());
        }
    }
}
