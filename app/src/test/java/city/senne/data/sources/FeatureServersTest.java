package city.senne.data.sources;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.sources.FakePortal.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Servers of features: OGC API, where Senne itself answers, and a Web Feature Service.
@OpenHouse
class FeatureServersTest extends SourceHouse {
    private static final int FEATURES = 2_345;

    @Test
    void senne_moves_to_senne_as_ogc_api() throws Exception {
        StringBuilder rows = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        for (int i = 0; i < FEATURES; i++) rows.append(i == 0 ? "" : ",").append(feature(i));
        Path file = Files.createTempDirectory("ogc").resolve(prefix + "points.geojson");
        Files.writeString(file, rows + "]}");
        publishFile.publish(OPERATOR, file, "{id: %spoints, title: Points, description: All points}".formatted(prefix));
        portal.forward(folder, port);
        Source source = source(portal.address(folder + "/ogc"), prefix + "points", Source.Absence.KEEP);
        assertThat(source.kind()).isEqualTo(Source.Type.OGC);
        Run run = read(source, false);
        assertThat(outcomes(run))
                .as(String.valueOf(runs.items(run.id(), 10, 0)))
                .isEqualTo(Map.of(prefix + "points", Run.Outcome.ADDED));
        assertThat(dataset(prefix + "points-2").current().rows()).isEqualTo(FEATURES);
        assertThat(dataset(prefix + "points-2").description().text())
                .isEqualTo(dataset(prefix + "points").description().text());
        String api = "/api/explore/v2.1/catalog/datasets/" + prefix;
        String question = "/records?limit=100&offset=2200&order_by=nr&select=nr,name,geometry";
        assertThat(get(api + "points-2" + question)).isEqualTo(get(api + "points" + question));
        assertThat(outcomes(read(source, false))).isEqualTo(Map.of(prefix + "points", Run.Outcome.UNCHANGED));
    }

    private static String feature(int i) {
        return """
                {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,%s]},"properties":{"nr":%d,"name":"n%d"}}""".formatted(4 + i / 10_000.0, 50 + i / 10_000.0, i, i);
    }

    private void service(int features, boolean pages, String format) {
        portal.folder(folder, uri -> {
            if (uri.contains("GetCapabilities")) return new Answer(200, """
                    <wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0"
                        xmlns:ows="http://www.opengis.net/ows/1.1">
                      <ows:OperationsMetadata><ows:Operation name="GetFeature">
                        <ows:Parameter name="outputFormat"><ows:AllowedValues><ows:Value>%s</ows:Value>
                        </ows:AllowedValues></ows:Parameter></ows:Operation></ows:OperationsMetadata>
                      <wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>city:%sbins</wfs:Name><wfs:Title>Bins</wfs:Title>
                        <wfs:Abstract>All bins</wfs:Abstract><ows:Keywords><ows:Keyword>waste</ows:Keyword></ows:Keywords>
                        <wfs:DefaultCRS>urn:ogc:def:crs:EPSG::31370</wfs:DefaultCRS></wfs:FeatureType>
                      </wfs:FeatureTypeList></wfs:WFS_Capabilities>""".formatted(format, prefix));
            if (!uri.contains("GetFeature")) return new Answer(404, "");
            assertThat(uri).contains("CRS84", "typeNames=city%3A" + prefix + "bins");
            int start = pages ? Integer.parseInt(uri.replaceFirst(".*startIndex=", "")) : 0;
            String some = IntStream.range(start, Math.min(features, start + 1_000))
                    .mapToObj(FeatureServersTest::feature)
                    .collect(Collectors.joining(","));
            return new Answer(200, """
                    {"type":"FeatureCollection","numberMatched":%d,"timeStamp":"%d","features":[%s]}""".formatted(features, System.nanoTime(), some));
        });
    }

    @Test
    void a_web_feature_service_is_walked_to_its_end() throws Exception {
        service(FEATURES, true, "application/json");
        Source source = source(portal.address(folder + "/wfs"), "", Source.Absence.KEEP);
        assertThat(source.kind()).isEqualTo(Source.Type.WFS);
        Run run = read(source, false);
        assertThat(outcomes(run)).as(String.valueOf(run.refusal())).containsValue(Run.Outcome.ADDED);
        assertThat(dataset(prefix + "bins").current().rows()).isEqualTo(FEATURES);
        assertThat(dataset(prefix + "bins").title("")).isEqualTo("Bins");
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.UNCHANGED);
        service(FEATURES + 1, true, "application/json");
        assertThat(outcomes(read(source, false)).values()).containsExactly(Run.Outcome.RENEWED);
        // It gives out the same page again and again.
        service(FEATURES + 2, false, "application/json");
        run = read(source, false);
        assertThat(outcomes(run).values()).containsExactly(Run.Outcome.REFUSED);
        assertThat(notes(run)).containsExactly("sources.pages-endless");
        assertThat(dataset(prefix + "bins").current().rows()).isEqualTo(FEATURES + 1);
    }

    @Test
    void a_service_that_speaks_no_json_is_told() throws Exception {
        service(1, true, "text/xml; subtype=gml/3.2");
        Source source = source(portal.address(folder + "/wfs"), "", Source.Absence.KEEP);
        Run run = read(source, false);
        assertThat(outcomes(run).values()).containsExactly(Run.Outcome.LEFT);
        assertThat(notes(run)).containsExactly("sources.no-file");
    }
}
