// Asks a running server with Opendatasoft's own client, and says as JSON what it answered.
// node explore-client.mjs ORIGIN [KEY]
import client from '@opendatasoft/api-client'

const { ApiClient, fromCatalog, fromMonitoring, field, string, dateTime, date, dateFromIsoString, all, one, not, list, lower } = client
const [origin, apiKey] = process.argv.slice(2)
const api = new ApiClient({ domain: origin, ...(apiKey && { apiKey }) })
const trees = fromCatalog().dataset('arbres')
const ids = (answer) => answer.results.map((record) => record.id)
const kind = (error) => ['AuthenticationError', 'NotFoundError', 'UserError', 'ServerError'].find((name) => error instanceof client[name])
const failure = (query, options) =>
  api.get(query, options).then(
    () => 'answered',
    (error) => `${kind(error)} ${error.response.status} ${error.details?.error_code ?? ''}`.trim(),
  )

const answers = {
  catalogue: await api.get(fromCatalog().itself()),
  datasets: await api.get(fromCatalog().datasets().where('dataset_id = "arbres"').limit(1)),
  catalogueFacets: await api.get(fromCatalog().facets().facet('theme').facet('publisher')),
  catalogueExport: await api.get(fromCatalog().export('json')),
  dataset: await api.get(trees.itself()),
  page: ids(await api.get(trees.records().select('id').orderBy('id').limit(3).offset(2))),
  conditions: ids(
    await api.get(
      trees
        .records()
        .where(all(`${field('hauteur')} > 10`, one(`commune = ${string('Ixelles')}`, not('protege'))))
        .where((current) => all(current, `plante >= ${date({ year: 1900, month: 1 })}`, `plante < ${dateFromIsoString('2015-01-01')}`, `releve < ${dateTime(new Date('2026-06-01T00:00:00Z'))}`))
        .orderBy('id')
        .limit(100),
    ),
  ),
  quoted: ids(await api.get(trees.records().where(`nom = ${string("Érable de l'avenue Louise")}`))),
  keyword: ids(await api.get(trees.records().where(`${field('year')} = 2014`).orderBy('id'))),
  groups: (await api.get(trees.records().select(list('count(*) as n', 'avg(hauteur) as h')).groupBy(lower('commune')).orderBy('n desc').limit(2))).results,
  refined: ids(await api.get(trees.records().refine('commune:Ixelles').refine('commune:Uccle').exclude('essence:Tilleul').orderBy('id'))),
  facets: (await api.get(trees.facets().facet('commune').refine('commune:Ixelles'))).facets[0].facets.map((value) => `${value.name} ${value.state}`),
  zoned: (await api.get(trees.records().where('id = "T02"').select('releve').timezone('Europe/Brussels').lang('nl'))).results,
  exported: (await api.get(trees.export('json').select('id').orderBy('id').limit(-1))).length,
  geojson: (await api.get(trees.export('geojson').where('localisation is not null'))).features.length,
  monitoring: (await api.get(fromMonitoring().datasets())).results.map((dataset) => dataset.dataset_id),
  failures: [
    await failure(fromCatalog().dataset('absent').records()),
    await failure(trees.records().where('bogus(')),
    await failure(trees.records().limit(101)),
    await failure(trees.records().select('inconnu')),
    await failure(trees.records(), { apiKey: 'wrong' }),
  ],
}
const whole = await api.get(trees.records().select('recordid').where('id = "T05"'))
answers.record = (await api.get(trees.record(whole.results[0].recordid))).id
console.log(JSON.stringify(answers))
