// What MapLibre's validator finds wrong with a style.
// node check-style.mjs FILE
import { readFileSync } from 'node:fs'
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'

const style = JSON.parse(readFileSync(process.argv[2], 'utf8'))
console.log(JSON.stringify(validateStyleMin(style).map(({ message }) => message)))
