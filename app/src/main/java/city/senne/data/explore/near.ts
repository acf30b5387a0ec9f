// The surroundings that the page was asked for: a circle on the ground with its middle.

/** Mean radius of the Earth in metres, the one that the server measures with. */
const RADIUS = 6_371_008.8
const CORNERS = 90

export interface Near {
  middle: [longitude: number, latitude: number]
  ring: [longitude: number, latitude: number][]
  bounds: [west: number, south: number, east: number, north: number]
}

export function readNear(host: HTMLElement): Near | undefined {
  const [latitude, longitude] = (host.dataset['near'] ?? '').split(',').map(Number)
  const metres = Number(host.dataset['within'])
  if (latitude === undefined || longitude === undefined || !(metres > 0)) return undefined
  const high = ((metres / RADIUS) * 180) / Math.PI
  const wide = high / Math.max(0.01, Math.cos((latitude * Math.PI) / 180))
  const ring = Array.from({ length: CORNERS + 1 }, (_, corner): [number, number] => {
    const angle = ((corner % CORNERS) / CORNERS) * 2 * Math.PI
    return [longitude + wide * Math.cos(angle), latitude + high * Math.sin(angle)]
  })
  return {
    middle: [longitude, latitude],
    ring,
    bounds: [longitude - wide, latitude - high, longitude + wide, latitude + high],
  }
}

/** As GeoJSON; empty without a place. */
export function surroundings(near: Near | undefined) {
  const shapes = near
    ? [
        { type: 'Polygon' as const, coordinates: [near.ring] },
        { type: 'Point' as const, coordinates: near.middle },
      ]
    : []
  return {
    type: 'FeatureCollection' as const,
    features: shapes.map((geometry) => ({ type: 'Feature' as const, properties: {}, geometry })),
  }
}
