// A page of a portal as developers write it with Opendatasoft's client and components. Only the address of the
// portal is another: it comes from the page's own address, index.html?http://localhost:8080
const { ApiClient, fromCatalog, field } = window.opendatasoft.apiclient
const { KpiCard, Chart, PoiMap, Table } = window.opendatasoft.visualizations

const api = new ApiClient({ domain: location.search.slice(1) })
const trees = fromCatalog().dataset('arbres')
const place = (id) => document.getElementById(id)

async function draw() {
  const [count, byCommune, all, points] = await Promise.all([
    api.get(trees.records().select('count(*) as n').limit(1)),
    api.get(trees.records().select('commune, count(*) as n').where('commune is not null').groupBy('commune').orderBy('n desc')),
    api.get(trees.records().select(['id', 'nom', 'hauteur', 'plante'].map(field).join(',')).orderBy('id').limit(100)),
    api.get(trees.export('geojson').where('localisation is not null').select('id,nom,localisation')),
  ])
  new KpiCard(place('number'), { value: count.results[0].n, loading: false }, { title: 'Arbres' })
  new Chart(
    place('chart'),
    { value: byCommune.results, loading: false },
    {
      labelColumn: 'commune',
      series: [{ type: 'bar', valueColumn: 'n', label: 'Arbres', backgroundColor: '#2d6a4f' }],
      description: `Arbres par commune : ${byCommune.results.map((group) => `${group.commune} ${group.n}`).join(', ')}`,
    },
  )
  new PoiMap(
    place('places'),
    {
      value: {
        sources: { trees: { type: 'geojson', data: points } },
        layers: [{ id: 'trees', source: 'trees', type: 'circle', color: '#2d6a4f' }],
      },
      loading: false,
    },
    { style: { sources: {}, layers: [] }, bbox: [4.3, 50.79, 4.42, 50.91], aspectRatio: 2, description: `${points.features.length} arbres` },
  )
  new Table(
    place('table'),
    { value: all.results, loading: false },
    {
      locale: 'fr',
      columns: [
        { key: 'id', title: 'Code', dataFormat: 'short-text' },
        { key: 'nom', title: 'Nom', dataFormat: 'short-text' },
        { key: 'hauteur', title: 'Hauteur', dataFormat: 'number' },
        { key: 'plante', title: 'Planté', dataFormat: 'date' },
      ],
    },
  )
}

draw().catch((error) => {
  place('number').textContent = `${error.name}: ${error.message}`
})
