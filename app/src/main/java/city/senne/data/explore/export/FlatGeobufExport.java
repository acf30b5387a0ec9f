package city.senne.data.explore.export;

import city.senne.engine.geo.Crs;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.wololo.flatgeobuf.Constants;
import org.wololo.flatgeobuf.generated.Column;
import org.wololo.flatgeobuf.generated.ColumnType;
import org.wololo.flatgeobuf.generated.Feature;
import org.wololo.flatgeobuf.generated.GeometryType;
import org.wololo.flatgeobuf.generated.Header;

/// FlatGeobuf: one feature a row, in binary, as they come. Without the index that the format allows: that would need
/// all rows before the first can leave. Columns of places are not repeated beside the geometry; dates are text.
///
/// @param title of the dataset
/// @param mainField the column of the geometry; null for the first shape, or else the first point
/// @param crs of the coordinates
public record FlatGeobufExport(
        TextValues values, String title, @Nullable String mainField, Crs crs) implements RowWriter {
    private static final String LAYER = "Layer1";
    private static final int FIRST_SIZE = 1 << 14;

    /// A column of the file.
    ///
    /// @param at where its value stands in a row
    private record Property(OutputColumn column, int at, int type) {}

    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        List<OutputColumn> columns = rows.columns();
        MainPlace main = MainPlace.of(columns, mainField);
        List<Property> properties = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).type() != ValueType.POINT
                        && columns.get(i).type() != ValueType.SHAPE)
                .mapToObj(
                        i -> new Property(columns.get(i), i, type(columns.get(i).type())))
                .toList();
        boolean onlyPoints = main.column() >= 0 && columns.get(main.column()).type() == ValueType.POINT;
        byte type = (byte) (onlyPoints ? GeometryType.Point : GeometryType.Unknown);
        WritableByteChannel target = Channels.newChannel(out);
        out.write(Constants.MAGIC_BYTES);
        var builder = new FlatBufferBuilder(FIRST_SIZE);
        writeHeader(builder, properties, type);
        target.write(builder.dataBuffer());
        var bytes = new ByteArrayOutputStream();
        while (rows.next()) {
            builder.clear();
            Geometry place = main.geometry(rows, crs);
            bytes.reset();
            for (int i = 0; i < properties.size(); i++) writeProperty(bytes, i, properties.get(i), rows);
            writeFeature(builder, place, bytes.toByteArray());
            target.write(builder.dataBuffer());
        }
    }

    private void writeHeader(FlatBufferBuilder builder, List<Property> properties, byte type) {
        int[] columns = properties.stream()
                .mapToInt(property -> {
                    OutputColumn column = property.column();
                    int name = builder.createString(column.name());
                    int label = builder.createString(CsvExport.header(column, true));
                    Column.startColumn(builder);
                    Column.addName(builder, name);
                    Column.addTitle(builder, label);
                    Column.addType(builder, property.type());
                    return Column.endColumn(builder);
                })
                .toArray();
        int allColumns = Header.createColumnsVector(builder, columns);
        int organisation = builder.createString("EPSG");
        int system = builder.createString(crs.name());
        org.wololo.flatgeobuf.generated.Crs.startCrs(builder);
        org.wololo.flatgeobuf.generated.Crs.addOrg(builder, organisation);
        org.wololo.flatgeobuf.generated.Crs.addCode(builder, crs.srid());
        org.wololo.flatgeobuf.generated.Crs.addName(builder, system);
        int reference = org.wololo.flatgeobuf.generated.Crs.endCrs(builder);
        int name = builder.createString(LAYER);
        int said = builder.createString(title);
        Header.startHeader(builder);
        Header.addName(builder, name);
        Header.addTitle(builder, said);
        Header.addGeometryType(builder, type);
        Header.addColumns(builder, allColumns);
        Header.addFeaturesCount(builder, 0);
        Header.addIndexNodeSize(builder, 0);
        Header.addCrs(builder, reference);
        Header.finishSizePrefixedHeaderBuffer(builder, Header.endHeader(builder));
    }

    private static void writeFeature(FlatBufferBuilder builder, @Nullable Geometry place, byte[] properties) {
        int geometry = place == null || place.isEmpty() ? 0 : FlatGeobufShapes.write(builder, place);
        int values = Feature.createPropertiesVector(builder, properties);
        Feature.startFeature(builder);
        if (geometry != 0) Feature.addGeometry(builder, geometry);
        Feature.addProperties(builder, values);
        Feature.finishSizePrefixedFeatureBuffer(builder, Feature.endFeature(builder));
    }

    private static int type(ValueType type) {
        return switch (type) {
            case INTEGER -> ColumnType.Long;
            case NUMBER, DECIMAL -> ColumnType.Double;
            case BOOLEAN -> ColumnType.Bool;
            case JSON -> ColumnType.Json;
            default -> ColumnType.String;
        };
    }

    private void writeProperty(ByteArrayOutputStream bytes, int number, Property property, Rows rows)
            throws IOException {
        Object value = rows.value(property.at());
        if (value == null || (value instanceof Double decimal && !Double.isFinite(decimal))) return;
        byte[] written = switch (property.type()) {
            case ColumnType.Long -> little(8).putLong(whole(value)).array();
            case ColumnType.Double ->
                little(8).putDouble(((Number) value).doubleValue()).array();
            case ColumnType.Bool -> new byte[] {(byte) ((boolean) value ? 1 : 0)};
            default -> text(String.valueOf(values.text(property.column(), value)));
        };
        bytes.write(little(2).putShort((short) number).array());
        bytes.write(written);
    }

    /// A sum may be larger than the format can hold: then the file breaks off rather than lie.
    private static long whole(Object value) {
        return value instanceof BigInteger large ? large.longValueExact() : ((Number) value).longValue();
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return little(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
