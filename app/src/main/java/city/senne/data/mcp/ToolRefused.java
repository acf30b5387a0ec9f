package city.senne.data.mcp;

/// A tool cannot answer, said so that whoever asked can ask better.
final class ToolRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    ToolRefused(String words) {
        super(words);
    }
}
