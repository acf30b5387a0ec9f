// Draws the places of a dataset from our own tiles, and opens the record of the place that is chosen.
import {
  FullscreenControl,
  Map as TileMap,
  NavigationControl,
  Popup,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
  type LngLatLike,
  type MapGeoJSONFeature,
  type PointLike,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'
import { readBaseMap, type BaseColours, type BaseMap } from './base-map'
import { graticule, layers, placeLayers, type Colours } from './map-style'
import { readNear, surroundings } from './near'

interface TileDescription {
  tiles: string[]
  minzoom: number
  maxzoom: number
  bounds?: [number, number, number, number]
}

/** How far from a place a finger may land, in pixels. */
const REACH = 6
/** How far from the middle of the map the keyboard looks for a place. */
const KEYBOARD_REACH = 48
/** How far a pop-up stays from the edge of the map, in pixels. */
const EDGE = 8
const MOST_RECORDS = 20

export async function drawMap(host: HTMLElement, status: HTMLElement) {
  const answer = await fetch(host.dataset['tilejson']!)
  if (!answer.ok) throw new Error(`The description of the tiles: ${answer.status}`)
  const description = (await answer.json()) as TileDescription
  const frame = host.querySelector<HTMLElement>('.map__frame')!
  const word = (name: string) => host.dataset[name] ?? ''
  const language = document.documentElement.lang
  const framed = host.hasAttribute('data-framed')
  const near = readNear(host)
  const base = await readBaseMap(host, language).catch((failure: unknown) => {
    // The places matter more than what lies under them.
    console.warn(failure)
    return undefined
  })
  // The worker keeps what it was allowed to fetch when the browser got it: another map, another address.
  setWorkerUrl(base ? `${workerUrl}?for=${encodeURIComponent(host.dataset['base'] + (host.dataset['baseAddress'] ?? ''))}` : workerUrl)
  const map = new TileMap({
    container: frame,
    style: {
      version: 8,
      ...(base?.glyphs ? { glyphs: base.glyphs } : {}),
      ...(base?.sprite ? { sprite: base.sprite } : {}),
      sources: {
        ...base?.sources,
        near: { type: 'geojson', data: surroundings(near) },
        graticule: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
        places: {
          type: 'vector',
          tiles: description.tiles,
          minzoom: description.minzoom,
          maxzoom: description.maxzoom,
          ...(description.bounds ? { bounds: description.bounds } : {}),
          promoteId: { rows: 'recordid' },
        },
      },
      layers: drawn(host, base, language),
    },
    ...(near
      ? { bounds: near.bounds, fitBoundsOptions: { padding: 32 } }
      : description.bounds
      ? { bounds: description.bounds, fitBoundsOptions: { padding: 32, maxZoom: 16 } }
      : { center: [4.352, 50.847] as LngLatLike, zoom: 11 }),
    hash: 'map',
    attributionControl: false,
    maplibreLogo: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    // Within a page that scrolls, a wheel or a finger moves the page first.
    cooperativeGestures: framed || matchMedia('(pointer: coarse)').matches,
    locale: {
      'Map.Title': word('title'),
      'NavigationControl.ZoomIn': word('zoomIn'),
      'NavigationControl.ZoomOut': word('zoomOut'),
      'FullscreenControl.Enter': word('enlarge'),
      'FullscreenControl.Exit': word('reduce'),
      'Popup.Close': word('close'),
      'CooperativeGesturesHandler.WindowsHelpText': word('wheel'),
      'CooperativeGesturesHandler.MacHelpText': word('wheelMac'),
      'CooperativeGesturesHandler.MobileHelpText': word('gesture'),
    },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new FullscreenControl(), 'top-right')
  map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-left')

  const rule = () => {
    const bounds = map.getBounds()
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as const
    void (map.getSource('graticule') as GeoJSONSource | undefined)?.setData(graticule(...box, map.getZoom()))
  }
  if (!base) {
    map.on('load', rule)
    map.on('moveend', rule)
  }
  const tell = () => {
    const counted = map.queryRenderedFeatures({ layers: ['cluster'] }).length > 0
    const single = map.queryRenderedFeatures({ layers: placeLayers }).length > 0
    const text = counted ? word('counted') : single ? word('single') : word('nothing')
    if (status.textContent !== text) status.textContent = text
    host.classList.add('map--drawn')
  }
  map.on('idle', tell)
  // A base map from elsewhere that does not answer keeps the map from ever being idle.
  let soon = 0
  map.on('sourcedata', (event) => {
    if (event.sourceId !== 'places' || !map.isSourceLoaded('places')) return
    clearTimeout(soon)
    soon = window.setTimeout(tell, 500)
  })

  // What another site pastes shows the part of the map that is in sight.
  const code = document.querySelector('.embed-code code')
  map.on('moveend', () => {
    if (code) code.textContent = code.textContent!.replace(/(src="[^"#]*)[^"]*/, `$1${location.hash}`)
  })

  const scheme = matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', () => {
    for (const layer of drawn(host, base, language)) {
      if (!('paint' in layer) || !layer.paint) continue
      for (const [name, value] of Object.entries(layer.paint)) map.setPaintProperty(layer.id, name as never, value as never)
    }
  })

  const records = new Records(host, map, word)
  map.on('click', (event) => {
    const cluster = map.queryRenderedFeatures(around(event.point, REACH), { layers: ['cluster'] })[0]
    if (cluster && cluster.geometry.type === 'Point') {
      map.easeTo({ center: cluster.geometry.coordinates as [number, number], zoom: map.getZoom() + 2 })
      return
    }
    records.open(map.queryRenderedFeatures(around(event.point, REACH), { layers: placeLayers }), event.lngLat)
  })
  for (const layer of [...placeLayers, 'cluster']) {
    map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'))
    map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''))
  }
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    // Else the same stroke presses the button that the pop-up brings into focus.
    event.preventDefault()
    const middle = map.project(map.getCenter())
    const near = (reach: number) => map.queryRenderedFeatures(around(middle, reach), { layers: placeLayers })
    const exact = near(REACH)
    const found = exact.length > 0 ? exact : near(KEYBOARD_REACH)
    if (found.length === 0) status.textContent = word('nothing')
    records.open(found, map.getCenter())
  })
}

function around(at: { x: number; y: number }, reach: number): [PointLike, PointLike] {
  return [
    [at.x - reach, at.y - reach],
    [at.x + reach, at.y + reach],
  ]
}

/** From the ground up: the base map, or paper ruled with a graticule; then the places. */
function drawn(host: HTMLElement, base: BaseMap | undefined, language: string) {
  const own = layers(colours(host), language)
  if (!base) return own
  return [...base.layers(baseColours(host)), ...own.filter((layer) => layer.id !== 'paper' && layer.id !== 'graticule')]
}

function baseColours(host: HTMLElement): BaseColours {
  return readColours(host, (colour) => ({
    land: colour('map-land'),
    town: colour('map-town'),
    building: colour('map-building'),
    wall: colour('map-wall'),
    water: colour('map-water'),
    park: colour('map-park'),
    wood: colour('map-wood'),
    grass: colour('map-grass'),
    road: colour('map-road'),
    edge: colour('map-edge'),
    motorway: colour('map-motorway'),
    motorwayEdge: colour('map-motorway-edge'),
    path: colour('map-path'),
    rail: colour('map-rail'),
    label: colour('map-label'),
    waterLabel: colour('map-water-label'),
  }))
}

function colours(host: HTMLElement): Colours {
  return readColours(host, (colour) => ({
    paper: colour('sunken'),
    line: colour('line'),
    surface: colour('surface'),
    iris: colour('iris'),
    strong: colour('iris-strong'),
    onIris: colour('on-iris'),
    yellow: colour('yellow'),
    ink: colour('ink'),
  }))
}

/** The colours of the page, as the browser has worked them out for its scheme. */
function readColours<T>(host: HTMLElement, read: (colour: (token: string) => string) => T): T {
  const probe = document.createElement('span')
  host.append(probe)
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const found = read(colour)
  probe.remove()
  return found
}

/** The records at a place, one at a time, as their own pages tell them. */
class Records {
  private readonly popup: Popup
  private asked = 0
  /** How far the map was moved for the pop-up, unless somebody has moved it since. */
  private moved: [number, number] = [0, 0]

  constructor(
    private readonly host: HTMLElement,
    private readonly map: TileMap,
    private readonly word: (name: string) => string,
  ) {
    this.popup = new Popup({ maxWidth: 'min(22rem, calc(100vw - 6rem))', closeOnClick: false, className: 'map__popup' })
    this.popup.on('close', () => {
      this.mark('')
      const [x, y] = this.moved
      this.moved = [0, 0]
      if (x !== 0 || y !== 0) this.map.panBy([-x, -y])
      this.map.getCanvas().focus({ preventScroll: true })
    })
    map.on('movestart', (event) => {
      if ('originalEvent' in event && event.originalEvent) this.moved = [0, 0]
    })
    host.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.popup.remove()
    })
  }

  open(features: MapGeoJSONFeature[], at: LngLatLike) {
    const ids = [...new Set(features.map((feature) => String(feature.properties['recordid'] ?? '')))]
      .filter((id) => /^[0-9a-f]{40}$/.test(id))
      .slice(0, MOST_RECORDS)
    if (ids.length === 0) {
      if (this.popup.isOpen()) this.popup.remove()
      return
    }
    this.moved = [0, 0]
    const first = features[0]!.geometry
    const place = first.type === 'Point' ? (first.coordinates as [number, number]) : at
    this.popup.setLngLat(place).addTo(this.map)
    void this.show(ids, 0)
  }

  private async show(ids: string[], index: number) {
    const asked = ++this.asked
    const content = document.createElement('div')
    content.className = 'map__record'
    content.textContent = this.word('loading')
    this.popup.setDOMContent(content)
    this.mark(ids[index]!)
    const address = this.host.dataset['records']!.replace('{id}', ids[index]!)
    try {
      const answer = await fetch(address, { headers: { Accept: 'text/html', 'Accept-Language': document.documentElement.lang } })
      if (!answer.ok) throw new Error(String(answer.status))
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      if (asked !== this.asked) return
      content.replaceChildren(this.told(page))
    } catch {
      if (asked !== this.asked) return
      content.textContent = this.word('failed')
    }
    const link = document.createElement('a')
    link.href = address
    link.textContent = this.word('record')
    if (this.host.hasAttribute('data-framed')) link.target = '_blank'
    const feet = document.createElement('p')
    feet.className = 'map__record-feet'
    feet.append(link)
    if (ids.length > 1) feet.append(this.next(ids, index))
    content.append(feet)
    // Its height is known only now: placed again, so that it opens to the side where there is room.
    this.popup.setDOMContent(content)
    this.bringIntoSight()
    link.focus({ preventScroll: true })
  }

  /** Moves the map so far that nothing of the pop-up is cut off; closing it moves the map back. */
  private bringIntoSight() {
    const box = this.popup.getElement().getBoundingClientRect()
    const frame = this.map.getContainer().getBoundingClientRect()
    const over = (from: number, to: number, low: number, high: number) =>
      from < low + EDGE ? from - low - EDGE : Math.max(0, Math.min(to - high + EDGE, from - low - EDGE))
    const way = [over(box.left, box.right, frame.left, frame.right), over(box.top, box.bottom, frame.top, frame.bottom)]
    if (way[0] === 0 && way[1] === 0) return
    this.moved = [this.moved[0] + way[0]!, this.moved[1] + way[1]!]
    this.map.panBy([way[0]!, way[1]!])
  }

  /** What the record says, without the fields that say nothing or what the map shows. Reachable by keyboard, because it may scroll. */
  private told(page: Document) {
    const record = document.importNode(page.querySelector('.record')!, true)
    for (const silent of record.querySelectorAll('.nothing')) silent.closest('div')?.remove()
    for (const place of record.querySelectorAll('.record__place')) place.remove()
    const region = document.createElement('div')
    region.className = 'map__record-text'
    region.tabIndex = 0
    region.setAttribute('role', 'group')
    region.setAttribute('aria-label', page.querySelector('h2')?.textContent ?? '')
    region.append(record)
    return region
  }

  private next(ids: string[], index: number) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'link-button'
    button.textContent = `${this.word('next')} (${index + 1}/${ids.length})`
    button.addEventListener('click', () => void this.show(ids, (index + 1) % ids.length))
    return button
  }

  private mark(id: string) {
    for (const layer of ['chosen-area', 'chosen-line', 'chosen-point']) {
      this.map.setFilter(layer, ['all', kind(layer), ['==', ['get', 'recordid'], id]])
    }
  }
}

function kind(layer: string): ['==', ['geometry-type'], string] {
  const type = layer === 'chosen-point' ? 'Point' : layer === 'chosen-line' ? 'LineString' : 'Polygon'
  return ['==', ['geometry-type'], type]
}
