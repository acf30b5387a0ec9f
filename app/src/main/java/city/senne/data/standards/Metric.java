package city.senne.data.standards;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What data.europa.eu asks of each dataset and counts in points: its metadata quality assessment. Where several
/// distributions could meet those about distributions, the best one counts.
public enum Metric {
    KEYWORD(Dimension.FINDABILITY, 30, "keywords.fr"),
    THEME(Dimension.FINDABILITY, 30, "theme"),
    SPATIAL(Dimension.FINDABILITY, 20, "place"),
    TEMPORAL(Dimension.FINDABILITY, 20, "from"),
    ACCESS_ANSWERS(Dimension.ACCESSIBILITY, 50, Metric.PUBLICATION),
    DOWNLOAD(Dimension.ACCESSIBILITY, 20, Metric.ACCESS),
    DOWNLOAD_ANSWERS(Dimension.ACCESSIBILITY, 30, Metric.ACCESS),
    FORMAT(Dimension.INTEROPERABILITY, 20, Metric.ACCESS),
    MEDIA_TYPE(Dimension.INTEROPERABILITY, 10, Metric.ACCESS),
    KNOWN_FORMAT(Dimension.INTEROPERABILITY, 10, Metric.ACCESS),
    NON_PROPRIETARY(Dimension.INTEROPERABILITY, 20, Metric.ACCESS),
    MACHINE_READABLE(Dimension.INTEROPERABILITY, 20, Metric.ACCESS),
    COMPLIANT(Dimension.INTEROPERABILITY, 30, "/quality#faults"),
    LICENCE(Dimension.REUSABILITY, 20, "licence.choice"),
    KNOWN_LICENCE(Dimension.REUSABILITY, 10, "licence.choice"),
    ACCESS_RIGHTS(Dimension.REUSABILITY, 10, Metric.ACCESS),
    KNOWN_ACCESS_RIGHTS(Dimension.REUSABILITY, 5, Metric.ACCESS),
    CONTACT(Dimension.REUSABILITY, 20, "contact.email"),
    PUBLISHER(Dimension.REUSABILITY, 10, "publisher.fr"),
    RIGHTS(Dimension.CONTEXTUALITY, 5, "licence.choice"),
    /// Files are made when they are asked for: nobody knows before how long they will be.
    BYTE_SIZE(Dimension.CONTEXTUALITY, 5, ""),
    ISSUED(Dimension.CONTEXTUALITY, 5, Metric.PUBLICATION),
    MODIFIED(Dimension.CONTEXTUALITY, 5, Metric.PUBLICATION);

    /// All points that can be had.
    public static final int MOST =
            Arrays.stream(values()).mapToInt(Metric::points).sum();

    private static final String ACCESS = "/access";
    private static final String PUBLICATION = "/publication";

    /// What metrics are about.
    public enum Dimension {
        FINDABILITY,
        ACCESSIBILITY,
        INTEROPERABILITY,
        REUSABILITY,
        CONTEXTUALITY;

        public List<Metric> metrics() {
            return Arrays.stream(Metric.values())
                    .filter(metric -> metric.dimension == this)
                    .toList();
        }

        public int points() {
            return metrics().stream().mapToInt(Metric::points).sum();
        }

        /// The key of its name.
        public String word() {
            return "standards.dimension." + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Dimension dimension;
    private final int points;
    private final String place;

    /// @param place the field of the description that it depends on, or another page of the dataset, which begins with
    /// a
    ///     slash; empty where nobody can do anything about it
    Metric(Dimension dimension, int points, String place) {
        this.dimension = dimension;
        this.points = points;
        this.place = place;
    }

    public int points() {
        return points;
    }

    /// The key of its name.
    public String word() {
        return "standards.metric." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Where a publisher of the dataset can raise it; empty for nowhere.
    public String path(String id) {
        if (place.isEmpty()) return "";
        String edit = "/datasets/" + id + "/edit";
        return place.startsWith("/") ? edit + place : edit + "#entry-" + place;
    }
}
