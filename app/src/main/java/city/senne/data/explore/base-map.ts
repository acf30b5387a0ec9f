// What lies under the places: our own plan of the city, or a map from elsewhere that the operator chose.
import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl'

export interface BaseColours {
  land: string
  town: string
  building: string
  wall: string
  water: string
  park: string
  wood: string
  grass: string
  road: string
  edge: string
  motorway: string
  motorwayEdge: string
  path: string
  rail: string
  label: string
  waterLabel: string
}

/** Sources and layers to be put under everything else; glyphs and sprite only of a foreign style. */
export interface BaseMap {
  sources: Record<string, SourceSpecification>
  layers: (colours: BaseColours) => LayerSpecification[]
  glyphs?: string
  sprite?: StyleSpecification['sprite']
}

/** What the page says of the base map; undefined when there is none. */
export async function readBaseMap(host: HTMLElement, language: string): Promise<BaseMap | undefined> {
  const address = host.dataset['baseAddress']
  switch (host.dataset['base']) {
    case 'dataset':
      return ours((await json(address!)) as Tiles, language)
    case 'raster':
      return {
        sources: { base: { type: 'raster', tiles: [address!], tileSize: 256 } },
        layers: () => [{ id: 'base', type: 'raster', source: 'base' }],
      }
    case 'style':
      return foreign((await json(address!)) as StyleSpecification, address!)
    default:
      return undefined
  }
}

async function json(address: string): Promise<unknown> {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`The base map at ${address}: ${answer.status}`)
  return answer.json()
}

interface Tiles {
  tiles: string[]
  minzoom: number
  maxzoom: number
  bounds?: [number, number, number, number]
  vector_layers: { id: string; fields: Record<string, string> }[]
}

/** Under names that do not meet ours. */
function foreign(style: StyleSpecification, address: string): BaseMap {
  const named = (name: string) => `base:${name}`
  const sources = Object.entries(style.sources).map(([name, source]) => [named(name), source] as const)
  const layers = style.layers.map((layer) => ({
    ...layer,
    id: named(layer.id),
    ...('source' in layer ? { source: named(layer.source as string) } : {}),
  }))
  return {
    sources: Object.fromEntries(sources),
    layers: () => layers as LayerSpecification[],
    ...(style.glyphs ? { glyphs: absolute(style.glyphs, address) } : {}),
    ...(typeof style.sprite === 'string' ? { sprite: absolute(style.sprite, address) } : {}),
  }
}

/** Keeps `{fontstack}` and the like as they are. */
function absolute(address: string, base: string) {
  return decodeURI(new URL(address, base).href)
}

type Width = DataDrivenPropertyValueSpecification<number>

/** From a hair far away to its width on the ground from near by, given in metres at zoom 14 and on. */
function width(far: number, metres: number): Width {
  return ['interpolate', ['exponential', 2], ['zoom'], 8, far * 0.4, 12, far, 14, metres / 2.9, 20, metres * 22]
}

function ours(tiles: Tiles, language: string): BaseMap {
  const fields = tiles.vector_layers.find((layer) => layer.id === 'rows')?.fields ?? {}
  const known = [`name_${language}`, 'name', 'name_fr', 'name_nl', 'name_en'].filter((name) => name in fields)
  const name: ExpressionSpecification = ['coalesce', ...known.map((field): ExpressionSpecification => ['get', field]), '']
  return {
    sources: {
      base: {
        type: 'vector',
        tiles: tiles.tiles,
        minzoom: tiles.minzoom,
        maxzoom: Math.min(16, tiles.maxzoom),
        ...(tiles.bounds ? { bounds: tiles.bounds } : {}),
      },
    },
    layers: (colours) => plan(colours, 'class' in fields, name),
  }
}

const isArea: FilterSpecification = ['==', ['geometry-type'], 'Polygon']
const isLine: FilterSpecification = ['==', ['geometry-type'], 'LineString']

const classes = {
  areas: ['grass', 'residential', 'square', 'park', 'wood', 'water', 'building'],
  lines: ['path', 'street', 'secondary', 'primary', 'motorway', 'rail', 'stream', 'water', 'boundary'],
}

function plan(colour: BaseColours, hasClass: boolean, name: ExpressionSpecification): LayerSpecification[] {
  const is = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'class'], ['literal', kinds]]
  const source = { source: 'base', 'source-layer': 'rows' } as const
  const area = (id: string, fill: string, kinds: string[], extra: object = {}): LayerSpecification => ({
    id: `base-${id}`,
    type: 'fill',
    ...source,
    filter: ['all', isArea, is(...kinds)] as FilterSpecification,
    paint: { 'fill-color': fill, ...extra },
  })
  const line = (id: string, stroke: string, kinds: string[], paint: object, extra: object = {}): LayerSpecification => ({
    id: `base-${id}`,
    type: 'line',
    ...source,
    filter: ['all', isLine, is(...kinds)] as FilterSpecification,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': stroke, ...paint },
    ...extra,
  })
  const roads: [string, number, number][] = [
    ['street', 0.7, 9],
    ['secondary', 1.4, 11.5],
    ['primary', 2.1, 14],
    ['motorway', 2.8, 18],
  ]
  const label = (id: string, kinds: string[], layout: object, paint: object, extra: object = {}): LayerSpecification => ({
    id: `base-${id}`,
    type: 'symbol',
    ...source,
    filter: is(...kinds),
    layout: { 'text-field': name, 'text-font': ['Atkinson Hyperlegible Next Variable', 'sans-serif'], ...layout },
    paint: { 'text-color': colour.label, 'text-halo-color': colour.land, 'text-halo-width': 1.5, ...paint },
    ...extra,
  })
  const others = (known: string[], geometry: FilterSpecification): FilterSpecification =>
    (hasClass ? ['all', geometry, ['!', is(...known)]] : geometry) as FilterSpecification
  return [
    { id: 'base-land', type: 'background', paint: { 'background-color': colour.land } },
    {
      id: 'base-other-area',
      type: 'fill',
      ...source,
      filter: others(classes.areas, isArea),
      paint: { 'fill-color': colour.town, 'fill-outline-color': colour.edge },
    },
    area('grass', colour.grass, ['grass']),
    area('residential', colour.town, ['residential', 'square']),
    area('park', colour.park, ['park']),
    area('wood', colour.wood, ['wood']),
    area('water', colour.water, ['water']),
    line('stream', colour.water, ['stream', 'water'], { 'line-width': width(1, 5) }),
    {
      ...(area('building', colour.building, ['building'], {
        'fill-outline-color': colour.wall,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13.2, 0, 14.2, 1],
      }) as LayerSpecification),
      minzoom: 13.2,
    } as LayerSpecification,
    {
      id: 'base-other-line',
      type: 'line',
      ...source,
      filter: others(classes.lines, isLine),
      paint: { 'line-color': colour.edge, 'line-width': width(0.7, 4) },
    },
    line('path', colour.path, ['path'], { 'line-width': width(0.5, 3), 'line-dasharray': [2, 1.4] }, { minzoom: 13 }),
    ...roads.map(([kind, far, metres]) =>
      line(
        `${kind}-edge`,
        kind === 'motorway' ? colour.motorwayEdge : colour.edge,
        [kind],
        { 'line-width': width(far + 1.1, metres + 3) },
        { minzoom: kind === 'street' ? 12.5 : 9 },
      ),
    ),
    ...roads.map(([kind, far, metres]) =>
      line(kind, kind === 'motorway' ? colour.motorway : colour.road, [kind], { 'line-width': width(far, metres) }),
    ),
    line('rail', colour.rail, ['rail'], { 'line-width': width(1, 4) }, { layout: { 'line-join': 'round' } }),
    line('rail-ties', colour.land, ['rail'], { 'line-width': width(0.4, 2), 'line-dasharray': [4, 4] }, { minzoom: 13.5, layout: {} }),
    line('boundary', colour.rail, ['boundary'], { 'line-width': 1, 'line-dasharray': [3, 2] }),
    label(
      'street-names',
      ['street', 'secondary', 'primary', 'motorway'],
      { 'symbol-placement': 'line', 'text-size': ['interpolate', ['linear'], ['zoom'], 14, 10.5, 18, 15], 'symbol-spacing': 340 },
      { 'text-halo-color': colour.road },
      { minzoom: 14 },
    ),
    label(
      'water-names',
      ['water', 'stream'],
      { 'text-size': 12, 'text-letter-spacing': 0.06, 'symbol-spacing': 500 },
      { 'text-color': colour.waterLabel, 'text-halo-color': colour.water, 'text-halo-width': 1 },
      { minzoom: 13 },
    ),
    label(
      'neighbourhood-names',
      ['neighbourhood'],
      { 'text-size': ['interpolate', ['linear'], ['zoom'], 12, 11, 16, 15], 'text-letter-spacing': 0.04, 'text-max-width': 7 },
      {},
      { minzoom: 12.4, maxzoom: 16.5 },
    ),
    label('place-names', ['place'], { 'text-size': ['interpolate', ['linear'], ['zoom'], 9, 11, 14, 17] }, {}),
  ]
}
