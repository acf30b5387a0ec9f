// Builds what pages fetch: one style sheet, one script, fonts and pictures, all under hashed names.
// `addresses.properties` tells the server the names; `icons.properties` gives it the icons that Icon.java lists.
import { copyFileSync, readFileSync, writeFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const web = 'src/main/java/city/senne/platform/web'
const classes = 'target/classes'
const assets = `${classes}/static/assets`
const facts = `${classes}/city/senne/platform/web`

function addresses(): Plugin {
  return {
    name: 'addresses',
    writeBundle(_options, bundle) {
      const lines = Object.values(bundle).map((file) => {
        const name = file.type === 'chunk' ? `${file.name}.js` : (file.names[0] ?? file.fileName)
        return `${name}=${file.fileName}`
      })
      mkdirSync(facts, { recursive: true })
      writeFileSync(`${facts}/addresses.properties`, lines.sort().join('\n') + '\n')
    },
  }
}

function icons(): Plugin {
  return {
    name: 'icons',
    buildStart() {
      this.emitFile({ type: 'asset', name: 'mark.svg', source: readFileSync(`${web}/style/mark.svg`) })
    },
    writeBundle() {
      const source = readFileSync(`${web}/Icon.java`, 'utf8')
      const constants = source.slice(source.indexOf('{')).split(';')[0] ?? ''
      const names = [...constants.matchAll(/^\s+([A-Z][A-Z0-9_]*)\b/gm)].map((match) => match[1]!)
      const lines = names.map((name) => {
        const file = `node_modules/lucide-static/icons/${name.toLowerCase().replaceAll('_', '-')}.svg`
        const drawing = readFileSync(file, 'utf8').match(/<svg[^>]*>([\s\S]*)<\/svg>/)![1]!
        return `${name}=${drawing.replace(/\s+/g, ' ').replaceAll('> <', '><').trim()}`
      })
      mkdirSync(facts, { recursive: true })
      writeFileSync(`${facts}/icons.properties`, lines.join('\n') + '\n')
    },
  }
}

// What is printed embeds its font: as TrueType, which the pages do not need.
function printed(): Plugin {
  return {
    name: 'printed',
    writeBundle() {
      const fonts = 'node_modules/@expo-google-fonts/atkinson-hyperlegible-next'
      for (const weight of ['400Regular', '700Bold']) {
        copyFileSync(`${fonts}/${weight}/AtkinsonHyperlegibleNext_${weight}.ttf`, `${facts}/${weight}.ttf`)
      }
    },
  }
}

function compressed(): Plugin {
  return {
    name: 'compressed',
    closeBundle() {
      for (const name of readdirSync(assets)) {
        if (!/\.(m?js|css|svg)$/.test(name)) continue
        const content = readFileSync(join(assets, name))
        writeFileSync(join(assets, `${name}.br`), brotliCompressSync(content))
        writeFileSync(join(assets, `${name}.gz`), gzipSync(content, { level: 9 }))
      }
    },
  }
}

export default defineConfig({
  base: '/assets/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [addresses(), icons(), printed(), compressed()],
  build: {
    outDir: assets,
    assetsDir: '',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    // MapLibre is that large; it is fetched only when a map is seen.
    chunkSizeWarningLimit: 1200,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rollupOptions: {
      input: {
        senne: `${web}/senne.ts`,
        around: 'src/main/java/city/senne/data/explore/around.ts',
        map: 'src/main/java/city/senne/data/explore/map.ts',
        chart: 'src/main/java/city/senne/data/chart/chart.ts',
        passkey: 'src/main/java/city/senne/trust/credentials/passkey.ts',
        style: 'src/main/java/city/senne/style.css',
      },
    },
  },
})
