// What Mapbox' own library finds in a tile, in units of the tile.
// node read-tile.mjs FILE
import { readFileSync } from 'node:fs'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'

const tile = new VectorTile(new PbfReader(readFileSync(process.argv[2])))
const layers = {}
for (const [name, layer] of Object.entries(tile.layers)) {
  layers[name] = Array.from({ length: layer.length }, (_, i) => {
    const feature = layer.feature(i)
    return {
      type: feature.type,
      extent: feature.extent,
      properties: feature.properties,
      geometry: feature.loadGeometry().map((ring) => ring.map(({ x, y }) => [x, y])),
    }
  })
}
console.log(JSON.stringify(layers))
