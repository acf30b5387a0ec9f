// How places look on a map: calm paper, a graticule for orientation, iris for what can be opened.
import type { Feature } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'
import placeLayersOfAll from './maps/place-layers.json'

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

/** The layers of rows and their counts, which styles for other programs have too, in the order in which they lie. */
function places(colour: Colours, language: string): Record<string, LayerSpecification> {
  const said: Record<string, string> = { ...colour, language }
  const written = JSON.stringify(placeLayersOfAll).replace(/\{(\w+)\}/g, (_, name: string) => said[name]!)
  return Object.fromEntries((JSON.parse(written) as LayerSpecification[]).map((layer) => [layer.id, layer]))
}

export function layers(colour: Colours, language: string): LayerSpecification[] {
  const { paper, area, outline, line, point, cluster, 'cluster-count': clusterCount } = places(colour, language)
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
    paper!,
    { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-color': colour.line, 'line-width': 1 } },
    area!,
    outline!,
    line!,
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
    point!,
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
    cluster!,
    clusterCount!,
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
