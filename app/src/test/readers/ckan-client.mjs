// Asks a running server with PortalJS's client for CKAN, and says as JSON what it answered.
// node ckan-client.mjs ORIGIN [KEY]
import client from '@portaljs/ckan-api-client-js'

const CkanRequest = client.default
const [ckanUrl, key] = process.argv.slice(2)
const options = { ckanUrl, ...(key && { apiKey: `Apikey ${key}` }) }
const get = async (question) => (await CkanRequest.get(question, options)).result
const post = async (action, json) => (await CkanRequest.post(action, { ...options, json })).result
// It says on the console what fails, which here is meant to.
console.error = () => {}
const failure = (question) => CkanRequest.get(question, options).then(() => 'answered', (error) => error.message)

const walked = []
let count = Infinity
for (let start = 0; start < count; start += 3) {
  const page = await post('package_search', { rows: 3, start, sort: 'id asc' })
  count = page.count
  walked.push(...page.results.map((each) => each.name))
}
const trees = await get('package_show?id=arbres')
const rows = trees.resources.find((resource) => resource.datastore_active)
const answers = {
  status: await get('status_show'),
  list: await get('package_list'),
  count,
  walked,
  byId: (await get(`package_show?id=${trees.id}`)).name,
  resource: (await get(`resource_show?id=${rows.id}`)).format,
  filtered: (await post('datastore_search', { resource_id: rows.id, filters: { commune: ['Ixelles', 'Uccle'], protege: false }, sort: 'id' })).records.map((record) => record.id),
  first: (await get(`datastore_search?resource_id=${rows.id}&limit=2&fields=id,hauteur&sort=id desc`)).records,
  failures: [await failure('package_show?id=absent'), await failure('package_search?fq=bogus:1'), await failure(`datastore_search?resource_id=${rows.id}&sort=bogus`)],
}
console.log(JSON.stringify(answers))
