// What the page knows: the islands of JSON that the writer embedded, and a few questions to them.
const island = (id) => {
    const element = document.getElementById(id)
    return element ? JSON.parse(element.textContent) : null
}

export const summary = island('lantian-summary')
export const evaluation = island('lantian-evaluation')
export const grid = island('lantian-map')
export const process = island('lantian-process')
export const composition = island('lantian-composition')
export const inventory = island('lantian-inventory')
export const steps = island('lantian-steps')
export const targets = island('lantian-targets')
export const alerts = island('lantian-alerts')
export const near = island('lantian-near')
export const isopleths = island('lantian-isopleths')
export const context = island('lantian-context') || {}

// Names of packages in the order of the case; the reference apart.
const names = Object.keys((summary.cities[0] || {}).packages || {})
export const reference = names.find((name) => name === summary.reference) || null
export const packages = names.filter((name) => name !== reference)
export const compared = [reference, ...packages].filter(Boolean)
// The package that holds the others.
export const total = packages.length > 2 && packages.includes('all') ? 'all' : null
export const single = packages.filter((name) => name !== total)
// What it holds, of what was run: a package beside it is no part of its sum.
const members = (summary.shares || []).filter((row) => row.package === total).map((row) => row.measure)
export const parts = total && members.length ? single.filter((name) => members.includes(name)) : single
export const emissions = summary.emissions_kt || {}
// Of plants and soils, beside it: {pollutant: kt} of the base.
export const natural = (summary.emissions_natural_kt || {}).base || {}
// What packages act on: the reference where the case has one.
export const origin = reference && emissions[reference] ? reference : 'base'
export const originOf = (name) => (name === reference ? 'base' : origin)

// Delta and noise of a city; period '' is the mean over the periods.
export const effect = (city, name, period) => {
    const of = city.packages[name]
    return of && period ? (of.by_period || {})[period] : of
}
export const baseOf = (city, period) => (period ? (city.by_period || {})[period] : city)
export const packageInfo = (name) => (context.packages || {})[name] || null
