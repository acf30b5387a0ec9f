// Runs those scenarios of the Model Context Protocol's conformance kit that need no tools of the kit's own, and says as JSON
// what each of them says.
// node mcp-conformance.mjs ORIGIN
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const [origin] = process.argv.slice(2)
const kit = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/@modelcontextprotocol/conformance/dist/index.js')
const scenarios = ['server-initialize', 'ping', 'tools-list', 'resources-list', 'server-sse-multiple-streams', 'dns-rebinding-protection']
const folder = await mkdtemp(join(tmpdir(), 'mcp-conformance-'))
const said = {}
for (const scenario of scenarios) {
  const run = promisify(execFile)(process.execPath, [kit, 'server', '--url', `${origin}/mcp`, '--scenario', scenario], { cwd: folder })
  said[scenario] = await run.then(
    () => 'passed',
    (failed) => failed.stdout + failed.stderr,
  )
}
await rm(folder, { recursive: true })
console.log(JSON.stringify(said))
