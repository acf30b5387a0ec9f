// Reads one export with somebody else's library, and says as JSON what it found: its rows as objects, and its shapes.
// node read-export.mjs FORMAT FILE
import { readFileSync } from 'node:fs'

const readers = {
  async fgb(bytes) {
    const { geojson } = await import('flatgeobuf')
    let header
    const found = []
    const stream = new Blob([bytes]).stream()
    for await (const feature of geojson.deserialize(stream, { headerMetaFn: (meta) => (header = meta) })) found.push(feature)
    return { crs: header.crs.code, columns: header.columns.map((column) => column.name), ...features(found) }
  },
  async shp(bytes) {
    const { default: shp } = await import('shpjs')
    return features((await shp(bytes)).features)
  },
  async geojson(bytes) {
    return features(JSON.parse(bytes.toString()).features)
  },
  async ical(bytes) {
    const { default: ical } = await import('ical.js')
    const calendar = new ical.Component(ical.parse(bytes.toString()))
    const rows = calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ical.Event(component)
      const { uid, summary, description } = event
      return { uid, summary, description, begin: event.startDate.toString(), end: event.endDate.toString() }
    })
    return { name: calendar.getFirstPropertyValue('x-wr-calname'), rows }
  },
  async parquet(bytes) {
    const { parquetReadObjects } = await import('hyparquet')
    const { compressors } = await import('hyparquet-compressors')
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    return { rows: await parquetReadObjects({ file, compressors, utf8: false }) }
  },
  async xlsx(bytes) {
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    await book.xlsx.load(bytes)
    const [head, ...lines] = book.worksheets[0].getSheetValues().slice(1)
    const row = (line) => Object.fromEntries(head.map((name, i) => [name, line[i]]).slice(1))
    return { rows: lines.map(row) }
  },
}

function features(found) {
  return { rows: found.map((each) => each.properties), shapes: found.map((each) => each.geometry ?? null) }
}

const [format, file] = process.argv.slice(2)
const found = await readers[format](readFileSync(file))
const plain = (_, value) => (typeof value === 'bigint' ? Number(value) : value)
process.stdout.write(JSON.stringify(found, plain))
