package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingPlan;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.types.Profiler;
import city.senne.engine.geo.GeoInference;
import city.senne.engine.geo.Territory;
import city.senne.engine.table.Field;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;

/// Real files on the whole way from bytes to typed rows: what was meant as a place comes out as one, where it belongs.
class GivenTablesTest {
    private static final Territory BRUSSELS = new Territory(4.2, 50.74, 4.52, 50.95);

    @TempDir
    Path work;

    /// Rows converted and rejected, the field of places and its type, rows that have a place, and those in Brussels.
    /// (One
    /// accident of Auderghem was recorded 40 km away from it.)
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            brussels/accidents-statbel/OPENDATA_MAP_2020-2022_Bruxelles.json | 3912 | 0 | geo_point_2d | 3449 | 3448
            brussels/fixmystreet-config/organisationentitysurface.json       | 26   | 0 | geo_shape    | 26   | 26
            brussels/mobility-snapshots/villo_stations.json                  | 345  | 0 | geo_point_2d | 345  | 345
            brussels/mobility-snapshots/stib-static-catalog-merged.json      | 984  | 0 | geo_point_2d | 984  | 984
            brussels/mobility-snapshots/line-shapes.json                     | 172  | 0 | geo_shape    | 172  | 172
            brussels/schaerbeek/population/SchaerbeekDemographicDistribution.js | 396 | 0 | geo_shape | 396 | 396
            brussels/osm-derived/poi.geojson                                 | 17365 | 0 | geo_point_2d | 17365 | 17365
            brussels/schaerbeek/voirie-projets/Chantiers1030_ProjectFutur_ALL.geojson | 397 | 0 | geo_shape | 397 | 397
            requests311/amsterdam-signalen/example_shp.zip                   | 14   | 0 | geo_shape    | 14   | 0
            counters/vlille/stations.json                                    | 289  | 0 | geo_point_2d | 289  | 0
            """)
    void places_come_out_where_they_belong(
            String path, int converted, int rejected, String type, int placed, int inBrussels) throws Exception {
        Path file = Given.file(path);
        Formats formats = new Formats(work, Limits.USUAL);
        String name = String.valueOf(file.getFileName());
        ReadingPlan plan;
        try (RowReader reader = formats.open(file, name, ReadingOptions.NONE)) {
            plan = Profiler.profile(reader, ReadingOptions.NONE, null, new GeoInference(), Territory.BELGIUM);
        }
        List<Field> fields = plan.schema().fields();
        List<Field> places =
                fields.stream().filter(field -> field.type().isGeo()).toList();
        assertThat(places).extracting(field -> field.type().apiName()).contains(type);
        int column = fields.indexOf(places.getLast());
        int[] counts = new int[4];
        try (RowReader reader = formats.open(file, name, ReadingOptions.NONE)) {
            for (SourceRow row; (row = reader.next()) != null; ) {
                switch (plan.convert(row)) {
                    case ReadingPlan.Outcome.Rejected _ -> counts[1]++;
                    case ReadingPlan.Outcome.Converted(var values) -> {
                        counts[0]++;
                        if (!(values[column] instanceof Geometry geometry)) continue;
                        counts[2]++;
                        var centre = geometry.getEnvelopeInternal().centre();
                        if (BRUSSELS.contains(centre.x, centre.y)) counts[3]++;
                    }
                }
            }
        }
        assertThat(counts).containsExactly(converted, rejected, placed, inBrussels);
    }
}
