// Hours of alerts: what was asked and taken of the emissions, and the air with and without under the same weather
// (postproc/report_alerts.c).
import { barChart } from './charts.js'
import { categories } from './colours.js'
import { choice, column, make, table } from './dom.js'
import { deltaText, isHidden, isNumber, mass, number, unitName } from './format.js'
import { alerts, summary } from './model.js'
import { cityName, packageName, periodName, state, t } from './state.js'

const LEAD_MS = 3600e3
const local = (text) => Date.parse(`${text.replace(' ', 'T')}:00Z`)
const unique = (list) => [...new Set(list)]
const placeName = (name) => {
    const city = summary.cities.find((one) => one.name_en === name)
    return city ? cityName(city) : t().regions.province
}

// An alert in a period, with the packages under it.
const keyOf = (one) => `${one.period || ''} ${one.alert}`
const episodes = () => unique(alerts.air.map(keyOf))
const episodeOf = () => (episodes().includes(state.alertOf) ? state.alertOf : episodes()[0])
const airOf = (species) => alerts.air.filter((one) => keyOf(one) === episodeOf() && one.species === species)
const speciesOf = () => unique(alerts.air.filter((one) => keyOf(one) === episodeOf()).map((one) => one.species))
const episodeName = (key) => {
    const one = alerts.air.find((row) => keyOf(row) === key)
    return `${t().alertNumber(one.alert)}${t().close}${periodName(one.period)}${t().close}${one.start}`
}

// One row a package and alert: when, how long, what it asks.
const tierOf = (name, alert) => ((alerts.taken[name] || []).find((one) => one.alert === alert) || {}).tier
const hoursRows = () => {
    const rows = Object.entries(alerts.taken).flatMap(([name, list]) => unique(list.map((one) => one.alert)).map((alert) => ({ name, one: list.find((row) => row.alert === alert) })))
    return rows.map(({ name, one }) => make('tr', { 'data-alert': `${name} ${one.alert}` }, make('th', { scope: 'row' }, packageName(name)),
        make('td', null, one.alert), make('td.text', null, t().tiers[one.tier] || one.tier || '-'), make('td.text', null, one.announced), make('td', null, String((local(one.start) - local(one.announced)) / LEAD_MS)),
        make('td.text', null, `${one.start} – ${one.end}`), make('td', null, one.hours)))
}
const hoursTable = () => table(t().alertHours, [[column(t().package, '.corner'), column(t().alertColumn), column(t().tier, '.text'), column(t().announced, '.text'), column(t().lead), column(t().inForce, '.text'), column(t().hours)]], hoursRows(), '.numbers.wide')

// Emissions of a place in the hours of an alert: a row a pollutant that is asked for or changes.
const takenOf = (name, alert, place) => (alerts.taken[name] || []).find((one) => one.alert === alert && one.place === place)
const alertOfEpisode = () => (episodeOf() ? episodeOf().split(' ').pop() : Object.values(alerts.taken)[0][0].alert)
const takenTable = () => {
    const alert = alertOfEpisode()
    const names = Object.keys(alerts.taken).filter((name) => takenOf(name, alert, state.alertPlace))
    if (!names.length) return null
    const of = names.map((name) => takenOf(name, alert, state.alertPlace))
    const kinds = of[0].names.filter((_, n) => of.some((one) => one.values[n][2] !== 0 || isNumber(one.values[n][4])))
    const label = t().takenTable(placeName(state.alertPlace))
    return table(label, [
        [column(t().pollutant, '.corner', { rowspan: 2 }), column(t().without, '', { rowspan: 2 }), ...names.map((name) => make('th', { scope: 'colgroup', colspan: 3 }, packageName(name)))],
        names.flatMap(() => [column(t().taken), column(t().takenPercent), column(t().askedPercent)]),
    ], kinds.map((kind) => {
        const n = of[0].names.indexOf(kind)
        return make('tr', { 'data-pollutant': kind }, make('th', { scope: 'row' }, kind), make('td', null, mass(of[0].values[n][0])),
            of.flatMap(({ values }) => [make('td', null, mass(values[n][2])), make('td', null, number(values[n][3], 1)), make('td', null, isNumber(values[n][4]) ? number(values[n][4], 0) : '-')]))
    }), '.numbers.dense')
}

// The air of the cities, the mean first.
const percentText = (values) => (isHidden(values[2], values[4]) ? '-' : number(values[3], 1))
const airChart = (of, species) => {
    const order = of[0].names.map((_, n) => n)
    return barChart({
        label: t().alertChart(species), rows: order.map((n) => placeName(of[0].names[n])),
        series: of.map((one, k) => ({ name: packageName(one.package), colour: categories[k % categories.length], values: order.map((n) => (isHidden(one.values[n][2], one.values[n][4]) ? null : one.values[n][3])) })),
        text: (value) => `${number(value, 1)} %`,
    })
}
const airTable = (of, species) => table(t().alertTable(species, unitName(of[0].unit)), [
    [column(t().city, '.corner', { rowspan: 2 }), column(t().without, '', { rowspan: 2 }), ...of.map((one) => make('th', { scope: 'colgroup', colspan: 3 }, packageName(one.package), tierOf(one.package, one.alert) && ` (${t().tiers[tierOf(one.package, one.alert)]})`))],
    of.flatMap(() => [column(t().withAlert), column(t().alertChange), column('%')]),
], of[0].names.map((name, n) => make('tr', { 'data-place': name }, make('th', { scope: 'row' }, placeName(name)), make('td', null, number(of[0].values[n][0], 1)),
    of.flatMap(({ values }) => [make('td', null, number(values[n][1], 1)), make('td', null, deltaText(values[n][2], values[n][4])), make('td', null, percentText(values[n]))]))), '.numbers.dense')

export const alertSection = (redraw) => {
    if (!alerts) return null
    const keys = episodes()
    const species = speciesOf().includes(state.alertSpecies) ? state.alertSpecies : speciesOf()[0]
    const of = keys.length > 0 && airOf(species)
    const places = unique(Object.values(alerts.taken).flat().map((one) => one.place))
    return make('section', { id: 'alerts' },
        make('h2', null, t().alerts), make('p', null, t().alertLead),
        Object.keys(alerts.taken).length > 0 && hoursTable(),
        make('div.controls', null,
            keys.length > 1 && choice(t().alertColumn, keys.map((key) => ({ value: key, label: episodeName(key) })), episodeOf(), (value) => redraw({ alertOf: value })),
            keys.length > 0 && choice(t().alertAir, speciesOf().map((one) => ({ value: one, label: one })), species, (value) => redraw({ alertSpecies: value })),
            places.length > 1 && choice(t().alertPlace, places.map((one) => ({ value: one, label: placeName(one) })), state.alertPlace, (value) => redraw({ alertPlace: value }))),
        of && [make('h3', null, t().alertAirHead(species)), airChart(of, species), airTable(of, species)],
        places.length > 0 && [make('h3', null, t().alertTaken), takenTable()],
        make('p.small', null, t().alertNotes))
}
