// What PM2.5 is made of: first what follows for measures, then the numbers. Which gas limits nitrate: nitrate.js.
import { balanceChart, partsChart } from './charts.js'
import { componentColours } from './colours.js'
import { all, changeOf, componentName, has, heatingOf, isFormed, keysOf, placeName, ratioOf, shareOf, unitOf, valueOf, variants } from './components.js'
import { choice, column, make, table } from './dom.js'
import { NOISE_FACTOR, number, percent } from './format.js'
import { compared, composition, summary } from './model.js'
import { WORTH_SAYING, counts } from './quantities.js'
import { nitratePart } from './nitrate.js'
import { save } from './save.js'
import { packageName, periodName, periodOptions, said, state, t } from './state.js'

const heading = (text) => make('th', { scope: 'row' }, text)
const byValue = (city, period) => (a, b) => valueOf('base', b, city, period) - valueOf('base', a, city, period)
const place = () => placeName(state.compCity)
const period = () => periodName(state.compPeriod)

// Parts that the air of the period has, of those that it could have.
const used = () => keysOf('pm25').filter((key) => valueOf('base', key, all, state.compPeriod) > 0)

// --- what follows ---

const heatingLine = () => {
    const of = heatingOf('pm25', state.compCity)
    if (!of || of.ratio === null) return null
    const grows = keysOf('pm25').filter((key) => heatingOf(key, state.compCity).heated > 0.02 * of.heated).map((key) => [key, heatingOf(key, state.compCity).ratio]).filter((pair) => pair[1] > of.ratio).sort((a, b) => b[1] - a[1]).slice(0, 3)
    return make('li', null, t().saysHeating(number(of.ratio, 2), grows.map(([key, ratio]) => `${componentName(key)} ×${number(ratio, 1)}`).join(t().close) || '-'))
}

const verdict = () => {
    const parts = used().sort(byValue(state.compCity, state.compPeriod))
    const share = (key) => shareOf('base', key, state.compCity, state.compPeriod)
    const formed = parts.filter(isFormed).reduce((sum, key) => sum + share(key), 0)
    const emitted = Math.round(100 * (1 - formed))
    const [strong, rest] = t().saysEmitted(emitted, 100 - emitted)
    const ratio = ratioOf('base', state.compCity, state.compPeriod)
    return make('ul.verdict', null,
        make('li', null, make('b', null, strong), rest, ' ', t().saysLargest(parts.slice(0, 3).map((key) => `${componentName(key)} ${percent(share(key), 0)} %`).join(t().close))),
        ratio && make('li', { 'data-limit': ratio.limit }, t().saysNitrate[ratio.limit](number(ratio.adjusted, 2))),
        heatingLine(),
        composition.dust && make('li', null, t().saysDust[composition.dust]))
}

const acts = (key) => {
    const ratio = key === 'nitrate' && ratioOf('base', state.compCity, state.compPeriod)
    return ratio ? t().nitrateActs[ratio.limit] : t().parts[key][1]
}

const square = (key) => make('i.key', { style: `background:${componentColours[key]}` })
const partTable = () => {
    const parts = used().sort(byValue(state.compCity, state.compPeriod))
    const most = shareOf('base', parts[0], state.compCity, state.compPeriod)
    const isCompared = names().includes(state.package)
    const changed = (key) => isCompared && make('td', { 'data-change': state.package }, changeText(changeOf(state.package, key, state.compCity, state.compPeriod)))
    return table(t().partsTable(place(), period()), [[column(t().component, '.corner'), column(t().partShare), column('µg/m³'), isCompared && column(t().withPackage(packageName(state.package))), column(t().partFrom, '.text'), column(t().partActs, '.text')].filter(Boolean)],
        [...parts.map((key) => {
            const share = shareOf('base', key, state.compCity, state.compPeriod)
            return make('tr', { 'data-part': key }, make('th', { scope: 'row' }, square(key), componentName(key)),
                make('td.part', { style: `--part:${(100 * share) / most}%` }, percent(share)), make('td', null, number(valueOf('base', key, state.compCity, state.compPeriod), 1)), changed(key),
                make('td.text', null, t().parts[key][0]), make('td.text', null, acts(key)))
        }), make('tr.own', { 'data-part': 'pm25' }, heading('PM2.5'), make('td', null, '100'), make('td', null, number(valueOf('base', 'pm25', state.compCity, state.compPeriod), 1)), changed('pm25'), make('td', null), make('td', null))], '.words.numbers.parts')
}

// --- pictures ---

const series = (keys, values) => keys.map((key) => ({ name: componentName(key), colour: componentColours[key], values: values(key) }))
const micrograms = (value) => (typeof value === 'number' ? `${Number(value.toPrecision(3))} µg/m³` : '-')
const stacked = () => balanceChart({
    label: t().stacked(place(), period()), rows: variants().map(packageName), unit: 'µg/m³', text: micrograms,
    series: series(used(), (key) => variants().map((name) => valueOf(name, key, state.compCity, state.compPeriod))),
})

const sharesByCity = () => {
    const keys = used()
    const rows = [...summary.cities.map((_, n) => n), all]
    return partsChart({
        label: t().sharesByCity(period()), rows: rows.map(placeName),
        series: series(keys, (key) => rows.map((city) => 100 * shareOf('base', key, city, state.compPeriod))),
        text: (s, row) => `${micrograms(valueOf('base', keys[s], rows[row], state.compPeriod))}${t().close}${percent(shareOf('base', keys[s], rows[row], state.compPeriod))} %`,
    })
}

// --- packages ---

const names = () => compared.filter((name) => variants().includes(name))
const changeText = (one) => (counts(one) || (one.hidden && NOISE_FACTOR * one.noise > WORTH_SAYING) ? one.text : `< ${WORTH_SAYING}`)
const changeRow = (key) => make('tr', { 'data-part': key }, heading([componentName(key), unitOf(key) && unitOf(key) !== 'µg/m³' && `${t().close}${unitOf(key)}`]),
    make('td', null, number(valueOf('base', key, state.compCity, state.compPeriod), 2)),
    names().map((name) => { const one = changeOf(name, key, state.compCity, state.compPeriod); return make(`td${counts(one) ? '' : '.hidden'}${name === state.package ? '.chosen' : ''}`, { 'data-package': name }, changeText(one)) }))

const changes = () => {
    const group = (text) => make('tr.group', null, make('th', { colspan: 2 + names().length, scope: 'rowgroup' }, make('span', null, text)))
    const shown = (name, key) => { const one = changeOf(name, key, state.compCity, state.compPeriod); return one.hidden ? 0 : one.delta }
    const beside = keysOf('water', 'pm10', 'total', 'gas', 'light').filter((key) => key !== 'pm25' && valueOf('base', key, all, state.compPeriod) > 0)
    return [names().length > 0 && make('h3', null, t().packagesChange),
        names().length > 0 && balanceChart({ label: t().changeChart(place(), period()), rows: names().map(packageName), unit: 'µg/m³', text: micrograms, series: series(used(), (key) => names().map((name) => shown(name, key))) }),
        table(t().changeTable(place(), period()), [[column(t().component, '.corner'), column(packageName('base')), names().map((name) => column(packageName(name), ''))].flat()],
            [...used().map(changeRow), changeRow('pm25'), group(t().beside), ...beside.map(changeRow)], '.numbers'),
        make('p.small', null, names().length ? `${t().changeNote(WORTH_SAYING)} ` : '', t().besideNote)]
}

// --- heating, published ---

const heating = () => {
    if (!heatingOf('pm25', state.compCity)) return null
    const [heated, other] = composition.heating.days[state.compCity]
    return [make('h3', null, t().heating), make('p.small', null, t().heatingNote),
        table(t().heatingTable(place(), number(heated, 0), number(other, 0)), [[column(t().component, '.corner'), column(t().heated), column(t().notHeated), column(t().heatingRatio)]],
            [...used(), 'pm25'].map((key) => {
                const of = heatingOf(key, state.compCity)
                return make(`tr${key === 'pm25' ? '.own' : ''}`, { 'data-part': key }, heading(componentName(key)), make('td', null, number(of.heated, 2)), make('td', null, number(of.other, 2)), make('td', null, number(of.ratio, 2)))
            }), '.numbers'),
        make('p.small', null, t().publishedRatio)]
}

const unitText = (unit) => (unit === '1' ? '' : ` ${unit.replace('ug/m3', 'µg/m³')}`)
const published = () => [make('h3', null, t().publishedComposition), make('p.small', null, t().publishedNote),
    table(t().publishedComposition, [[column(t().measured, '.text'), column(t().measuredYear), column(t().measuredValue), column(t().oursValue), column(t().compositionSource, '.text')]],
        composition.published.map((row) => make('tr', null, make('th', { scope: 'row' }, said(row, 'what')), make('td', null, row.year), make('td', null, `${row.published}${unitText(row.unit)}`),
            make('td', null, row.ours === '' ? '-' : `${number(Number(row.ours), row.unit === '1' ? 2 : 1)}${unitText(row.unit)}`), make('td.text', null, `${row.source} [${row.mark}]`))), '.numbers')]

// --- the table as a file ---

const rowsOfAll = () => {
    const rows = [[t().city, t().component, 'unit', ...variants().map((name) => packageName(name)), ...names().map((name) => `${packageName(name)}: ${t().mapChange}`)]]
    for (let city = 0; city <= all; city++)
        for (const { key } of composition.components)
            rows.push([placeName(city), componentName(key), unitOf(key), ...variants().map((name) => valueOf(name, key, city, state.compPeriod).toPrecision(5)), ...names().map((name) => changeOf(name, key, city, state.compPeriod).text)])
    return rows
}

export const compositionSection = (redraw) => {
    if (!composition || !has('pm25')) return null
    const cities = [{ value: String(all), label: t().meanCities }, ...summary.cities.map((_, n) => ({ value: String(n), label: placeName(n) }))]
    return make('section', { id: 'composition' },
        make('h2', null, t().composition),
        make('p', null, t().compositionLead),
        make('div.controls', null,
            choice(t().period, periodOptions(), state.compPeriod, (value) => redraw({ compPeriod: value })),
            choice(t().city, cities, String(state.compCity), (value) => redraw({ compCity: Number(value) }))),
        verdict(), partTable(), stacked(), sharesByCity(), changes(), nitratePart(redraw), heating(), published(),
        make('div.controls', null, save(`${t().saveCsv}${t().colon}${period()}`, `composition-${state.compPeriod || 'mean'}.csv`, rowsOfAll)),
        make('p.small', null, t().csvNote))
}
