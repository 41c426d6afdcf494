// Emissions by package: a table with kt and %, a chart of the relative changes.
import { barChart } from './charts.js'
import { categories } from './colours.js'
import { column, make, table } from './dom.js'
import { mass, signedMass, signedPercent } from './format.js'
import { compared, emissions, natural, origin, originOf, packages } from './model.js'
import { hasOzone } from './quantities.js'
import { packageName, t } from './state.js'

const order = ['SO2', 'NOx', 'PM2.5', 'PM10', 'BC', 'OC', 'CO', 'NH3', 'NMVOC', 'ofp_kt_o3', 'CO2']
export const pollutants = () => {
    const keys = Object.keys(emissions.base || {})
    return [...order.filter((key) => keys.includes(key)), ...keys.filter((key) => !order.includes(key))]
}
export const pollutantName = (key) => (key === 'ofp_kt_o3' ? `${t().ofp} (OFP)` : key)
const from = (name) => emissions[originOf(name)] || {}
const shown = () => compared.filter((name) => emissions[name])

const row = (key) => make('tr', { 'data-pollutant': key },
    make('th', { scope: 'row' }, pollutantName(key)),
    make('td', null, mass(emissions.base[key])),
    shown().map((name) => {
        const before = from(name)[key]
        const change = emissions[name][key] - before
        return [make('td', null, signedMass(change)), make('td.percent', null, before ? signedPercent(change / before) : '-')]
    }))

const heads = () => [
    [column(t().pollutant, '.corner', { rowspan: 2 }), column(packageName('base'), '', { rowspan: 2 }),
        ...shown().map((name) => make('th', { scope: 'colgroup', colspan: 2 }, packageName(name)))],
    shown().flatMap(() => [column('kt'), column('%')]),
]

const ozoneRow = () => make('tr.waiting', null, make('th', { scope: 'row' }, t().ozone),
    make('td', { colspan: 1 + 2 * shown().length }, t().ozoneWait))

export const emissionSection = () => {
    if (!emissions.base) return null
    const keys = pollutants()
    const chartNames = packages.filter((name) => emissions[name])
    return make('section', { id: 'emissions' },
        make('h2', null, t().emissions),
        make('p', null, t().emissionsLead),
        table(t().emissionsCaption, heads(), hasOzone ? keys.map(row) : [...keys.map(row), ozoneRow()], '.numbers'),
        chartNames.length > 0 && barChart({
            label: t().emissionsChart(packageName(origin)),
            rows: keys.map(pollutantName),
            series: chartNames.map((name, n) => ({
                name: packageName(name),
                colour: categories[n % categories.length],
                values: keys.map((key) => (from(name)[key] ? (100 * (emissions[name][key] - from(name)[key])) / from(name)[key] : 0)),
            })),
            text: (value) => `${signedPercent(value / 100)} %`,
        }),
        Object.keys(natural).length > 0 && make('p.small', { id: 'natural' }, t().natural(Object.keys(natural).map((key) => `${pollutantName(key)} ${mass(natural[key])}`).join(', '))),
        make('p.small', null, 'ofp_kt_o3' in emissions.base ? `${t().ofpNote} ` : '', `${hasOzone ? t().vocOzone : t().vocPm} ${t().co2Note}`))
}
