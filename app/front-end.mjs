// Called by Maven: builds the front end when one of its sources changed since the last build, else leaves it.
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

process.chdir(import.meta.dirname)

// Migrations and words that moved to another module: Maven leaves the copies of an earlier build, and they are found twice.
const built = 'target/classes/city'
for (const entry of existsSync(built) ? readdirSync(built, { recursive: true }) : []) {
  const isOurs = /(^|[\\/])(V\d+__\w+\.sql|messages_\w+\.properties)$/.test(entry)
  if (isOurs && !existsSync(join('src/main/java/city', entry))) rmSync(join(built, entry))
}

const sources = ['package-lock.json', 'package.json', 'tsconfig.json', 'vite.config.ts', 'front-end.mjs']
for (const entry of readdirSync('src/main/java', { recursive: true })) {
  if (/\.(ts|css|svg|woff2)$|[\\/]Icon\.java$/.test(entry)) sources.push(join('src/main/java', entry))
}
const digest = createHash('sha256')
for (const source of sources.sort()) digest.update(source).update('\0').update(readFileSync(source)).update('\0')
const now = digest.digest('hex')

const stamp = 'target/front-end.sha256'
const product = 'target/classes/city/senne/platform/web/addresses.properties'
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')
if (read(stamp) === now && existsSync(product)) process.exit(0)

const npm = (...args) => execFileSync('npm', args, { stdio: ['ignore', 'inherit', 'inherit'] })
const npmSays = (...args) => execFileSync('npm', args, { stdio: ['ignore', 'pipe', 'ignore'] })
const installed = 'node_modules/.senne-lock'
if (read(installed) !== read('package-lock.json')) {
  npm('ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error')
  writeFileSync(installed, read('package-lock.json'))
}
npm('run', 'build', '--silent')
const bills = 'target/classes/META-INF/sbom'
mkdirSync(bills, { recursive: true })
writeFileSync(join(bills, 'pages.cdx.json'), npmSays('sbom', '--sbom-format=cyclonedx', '--package-lock-only'))
mkdirSync('target', { recursive: true })
writeFileSync(stamp, now)
