// Asks a running server with the Model Context Protocol's client for Node.js, which holds every answer against the schema
// of its tool, and says as JSON what it answered.
// node mcp-client.mjs ORIGIN [KEY]
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

const [origin, key] = process.argv.slice(2)
const requestInit = key ? { headers: { Authorization: `Apikey ${key}` } } : {}
const client = new Client({ name: 'reader', version: '1.0.0' })
await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', origin), { requestInit }))
const { tools } = await client.listTools()
const call = (name, args) => client.callTool({ name, arguments: args })

const found = await call('search_datasets', { words: 'arbres' })
const described = await call('describe_dataset', { dataset_id: 'arbres' })
const queried = await call('query_dataset', { dataset_id: 'arbres', select: 'id, hauteur', where: 'hauteur > 20', order_by: 'id' })
const refused = await call('query_dataset', { dataset_id: 'arbres', select: 'hauter' })
const language = await client.readResource({ uri: 'senne://odsql' })
console.log(
  JSON.stringify({
    server: client.getServerVersion().name,
    tools: tools.map((tool) => tool.name),
    found: found.structuredContent.datasets.map((dataset) => dataset.dataset_id),
    unit: described.structuredContent.fields.find((field) => field.name === 'hauteur').unit,
    queried: queried.structuredContent.results.map((row) => row.id),
    refused: refused.isError && refused.content[0].text,
    language: language.contents[0].mimeType,
  }),
)
await client.close()
