// How places look on a map: calm paper, a graticule for orientation, iris for what can be opened.
import type { Feature } from 'geojson'
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'

export interface Colours {
  paper: string
  line: string
  surface: string
  iris: string
  strong: string
  onIris: string
  yellow: string
  ink: string
}

/** The layers whose features are rows. */
export const placeLayers = ['point', 'line', 'area']

const count: ['get', string] = ['get', 'point_count']

export function layers(colour: Colours, language: string): LayerSpecification[] {
  const rounded = (divisor: number, digits: number): ExpressionSpecification => [
    'number-format',
    ['/', count, divisor],
    { locale: language, 'max-fraction-digits': digits },
  ]
  // Around the place that is chosen: none at first.
  const chosen = (id: string, width: number): LayerSpecification => ({
    id,
    type: 'line',
    source: 'places',
    'source-layer': 'rows',
    filter: ['==', ['get', 'recordid'], ''],
    paint: { 'line-color': colour.yellow, 'line-width': width },
  })
  return [
    { id: 'paper', type: 'background', paint: { 'background-color': colour.paper } },
    { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-color': colour.line, 'line-width': 1 } },
    {
      id: 'area',
      type: 'fill',
      source: 'places',
      'source-layer': 'rows',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour.iris, 'fill-opacity': 0.22 },
    },
    {
      id: 'outline',
      type: 'line',
      source: 'places',
      'source-layer': 'rows',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: {
        'line-color': colour.iris,
        'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.5, 16, 1.5],
        'line-opacity': 0.9,
      },
    },
    {
      id: 'line',
      type: 'line',
      source: 'places',
      'source-layer': 'rows',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colour.iris, 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 1, 16, 3.5] },
    },
    chosen('chosen-area', 4),
    chosen('chosen-line', 6),
    {
      id: 'near-area',
      type: 'fill',
      source: 'near',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour.yellow, 'fill-opacity': 0.12 },
    },
    {
      id: 'near-edge',
      type: 'line',
      source: 'near',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'line-color': colour.ink, 'line-width': 1.5, 'line-dasharray': [3, 2] },
    },
    {
      id: 'point',
      type: 'circle',
      source: 'places',
      'source-layer': 'rows',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': colour.iris,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 4, 14, 5, 18, 8],
        'circle-stroke-color': colour.surface,
        'circle-stroke-width': 1.25,
      },
    },
    {
      id: 'chosen-point',
      type: 'circle',
      source: 'places',
      'source-layer': 'rows',
      filter: ['==', ['get', 'recordid'], ''],
      paint: {
        'circle-color': colour.yellow,
        'circle-radius': 9,
        'circle-stroke-color': colour.ink,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'near-middle',
      type: 'circle',
      source: 'near',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': colour.surface,
        'circle-radius': 7,
        'circle-stroke-color': colour.ink,
        'circle-stroke-width': 4,
      },
    },
    {
      id: 'cluster',
      type: 'circle',
      source: 'places',
      'source-layer': 'clusters',
      layout: { 'circle-sort-key': count },
      paint: {
        'circle-color': colour.iris,
        'circle-radius': ['step', count, 5, 2, 12, 10, 15, 100, 19, 1000, 23, 10000, 27],
        'circle-stroke-color': colour.surface,
        'circle-stroke-width': ['step', count, 1.25, 2, 2],
      },
    },
    {
      id: 'cluster-count',
      type: 'symbol',
      source: 'places',
      'source-layer': 'clusters',
      filter: ['>', count, 1],
      layout: {
        'text-field': [
          'case',
          ['>=', count, 999_500],
          ['concat', rounded(1e6, 1), 'M'],
          ['>=', count, 9950],
          ['concat', rounded(1000, 0), 'k'],
          ['>=', count, 1000],
          ['concat', rounded(1000, 1), 'k'],
          ['to-string', count],
        ],
        'text-font': ['Atkinson Hyperlegible Next Variable', 'sans-serif'],
        'text-size': 13,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': colour.onIris },
    },
  ]
}

/** Lines of longitude and latitude, a handful in sight. */
export function graticule(west: number, south: number, east: number, north: number, zoom: number) {
  const step = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001].find(
    (degrees) => (degrees / 360) * 512 * 2 ** zoom < 300,
  )
  const lines: Feature[] = []
  const line = (coordinates: [number, number][]) =>
    lines.push({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } })
  const size = step ?? 0.001
  for (let i = Math.floor(west / size); i <= Math.ceil(east / size); i++)
    line([
      [i * size, Math.max(-85, south - size)],
      [i * size, Math.min(85, north + size)],
    ])
  for (let i = Math.floor(south / size); i <= Math.ceil(north / size); i++)
    line([
      [west - size, i * size],
      [east + size, i * size],
    ])
  return { type: 'FeatureCollection' as const, features: lines }
}
