// What Camptocamp's client finds from the landing page of an OGC API on, as JSON.
// node ogc-client.mjs LANDING COLLECTION RECORDS
import { OgcApiEndpoint } from '@camptocamp/ogc-client'

const [landing, collection, records] = process.argv.slice(2)
// The client is made for browsers, which have one.
globalThis.location ??= new URL(landing)
const endpoint = new OgcApiEndpoint(landing)
const items = await endpoint.getCollectionItemsUrl(collection, { limit: 1, asJson: true })
const styled = await endpoint.hasStyles
const styles = styled ? await endpoint.allStyles(collection) : []
console.log(
  JSON.stringify({
    hasFeatures: await endpoint.hasFeatures,
    hasRecords: await endpoint.hasRecords,
    hasTiles: await endpoint.hasTiles,
    features: await endpoint.featureCollections,
    records: await endpoint.recordCollections,
    vectorTiles: await endpoint.vectorTileCollections,
    collection: await endpoint.getCollectionInfo(collection),
    items,
    item: await endpoint.getCollectionItems(collection, 1, null),
    record: await endpoint.getCollectionItems(records, 1),
    tileset: [
      await endpoint.getVectorTilesetUrl(collection),
      await endpoint.getVectorTilesetUrl(collection, 'BelgianLambert2008Quad'),
    ],
    styles,
    style: styled ? await endpoint.getStylesheetUrl(styles[0].id, 'application/vnd.mapbox.style+json', collection) : null,
  }),
)
