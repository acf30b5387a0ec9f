package city.senne.engine.odsql;

import java.sql.SQLException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;

/// Words that are nearly so, in DuckDB.
final class WordFunctions {
    /// `senne_nearly(text, word, typos)`: whether the text has a word that becomes the folded word by at most so many
    /// wrong, missing, superfluous or swapped letters.
    static final String NEARLY = "senne_nearly";

    private WordFunctions() {}

    static void register(DuckDBConnection connection) throws SQLException {
        try (var builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(NEARLY)
                    .withParameters(DuckDBColumnType.VARCHAR, DuckDBColumnType.VARCHAR, DuckDBColumnType.BIGINT)
                    .withReturnType(DuckDBColumnType.BOOLEAN)
                    .withVectorizedFunction((input, output) -> {
                        if (input.rowCount() > 0) {
                            nearly(
                                    input.vector(0),
                                    input.vector(1).getString(0),
                                    input.vector(2).getLong(0),
                                    output);
                        }
                    })
                    .register(connection);
        }
    }

    private static void nearly(DuckDBReadableVector texts, String word, long typos, DuckDBWritableVector output) {
        long rows = texts.rowCount();
        for (long row = 0; row < rows; row++) {
            if (texts.isNull(row)) output.setNull(row);
            else output.setBoolean(row, hasNearly(LetterFolding.folded(texts.getString(row)), word, (int) typos));
        }
    }

    /// @param text folded
    static boolean hasNearly(String text, String word, int typos) {
        long wanted = 0;
        for (int i = 0; i < word.length(); i++) wanted |= bit(word.charAt(i));
        int start = -1;
        long letters = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean inWord = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (inWord) {
                if (start < 0) start = i;
                letters |= bit(text.charAt(i));
            } else if (start >= 0) {
                boolean isLikely = Math.abs(i - start - word.length()) <= typos
                        && Long.bitCount(wanted & ~letters) <= typos
                        && Long.bitCount(letters & ~wanted) <= typos;
                if (isLikely && isNear(text, start, i, word, typos)) return true;
                start = -1;
                letters = 0;
            }
        }
        return false;
    }

    /// A set of letters. Those that share a bit only let more words through to the exact measure.
    private static long bit(char letter) {
        return 1L << (letter & 63);
    }

    /// Edit distance with swaps of neighbours, given up as soon as it is too far.
    private static boolean isNear(String text, int start, int end, String word, int typos) {
        int length = word.length();
        int[] twoBack = new int[length + 1];
        int[] previous = new int[length + 1];
        int[] current = new int[length + 1];
        for (int j = 0; j <= length; j++) previous[j] = j;
        for (int i = 1; i <= end - start; i++) {
            char letter = text.charAt(start + i - 1);
            current[0] = i;
            int best = i;
            for (int j = 1; j <= length; j++) {
                int distance = previous[j - 1] + (letter == word.charAt(j - 1) ? 0 : 1);
                distance = Math.min(distance, Math.min(previous[j], current[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && letter == word.charAt(j - 2)
                        && text.charAt(start + i - 2) == word.charAt(j - 1);
                if (swapped) distance = Math.min(distance, twoBack[j - 2] + 1);
                current[j] = distance;
                best = Math.min(best, distance);
            }
            if (best > typos) return false;
            int[] oldest = twoBack;
            twoBack = previous;
            previous = current;
            current = oldest;
        }
        return previous[length] <= typos;
    }
}
