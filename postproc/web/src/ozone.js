// Why ozone rises or falls: its change beside those of NO2 and of Ox = O3 + NO2, season by season and city by city.
import { balanceChart, barChart } from './charts.js'
import { categories } from './colours.js'
import { choice, column, make, table } from './dom.js'
import { compared, process, summary } from './model.js'
import { change, counts, has, hasOzone, isTitration, meanChange, meanValue, reading, valueText } from './quantities.js'
import { hasRegime, regimeCell, regimeKey } from './regime.js'
import { number, signed } from './format.js'
import { cityName, packageName, periodName, periodOptions, quantityName, state, t } from './state.js'

const shown = () => ['o3_mda8', 'no2', 'ox_day'].filter((id) => has(id))
const cell = (one, id) => make(`td${one && one.hidden ? '.hidden' : ''}`, { 'data-quantity': id }, one ? one.text : '-')

const readingOf = (city, period) => reading(change(city, state.package, 'o3_mda8', period), change(city, state.package, 'ox_day', period))
const count = (period, test) => summary.cities.filter((city) => test(change(city, state.package, 'o3_mda8', period), readingOf(city, period))).length

// A row a season: the mean of the cities, and in how many ozone goes which way.
const seasonTable = () => {
    const rows = periodOptions().filter((option) => option.value).map(({ value: period, label }) => make('tr', { 'data-period': period },
        make('th', { scope: 'row' }, label),
        make('td', null, number(meanValue('o3_mda8', period), 1)),
        shown().map((id) => cell(meanChange(state.package, id, period), id)),
        make('td', null, String(count(period, (o3) => counts(o3) && o3.delta > 0))),
        make('td', null, String(count(period, (o3, why) => isTitration(why)))),
        make('td', null, String(count(period, (o3) => counts(o3) && o3.delta < 0)))))
    return table(t().ozoneSeasons(packageName(state.package)), [[column(t().period, '.corner'), column(`${packageName('base')}${t().close}${quantityName('o3_mda8')}`),
        shown().map((id) => column(t().changeOf(quantityName(id)))), column(t().citiesUp), column(t().citiesTitration), column(t().citiesDown)].flat()], rows, '.numbers')
}

const cityTable = (period) => {
    const rows = summary.cities.map((city) => {
        const why = readingOf(city, period)
        return make('tr', { 'data-city': city.name_en },
            make('th', { scope: 'row' }, cityName(city)),
            make('td', null, valueText(city, 'o3_mda8', period)),
            shown().map((id) => cell(change(city, state.package, id, period), id)),
            make('td.text', { 'data-reading': why }, t().readings[why]),
            hasRegime && regimeCell(city, period))
    })
    return table(`${packageName(state.package)}${t().close}${periodName(period)}${t().close}µg/m³`, [[column(t().city, '.corner'), column(`${packageName('base')}${t().close}${quantityName('o3_mda8')}`),
        shown().map((id) => column(t().changeOf(quantityName(id)))), column(t().whyColumn, '.text'), hasRegime && column(t().regimeColumn, '.text')].flat().filter(Boolean)], rows, '.numbers')
}

const picture = (period) => barChart({
    label: t().ozoneChart(packageName(state.package), periodName(period)),
    rows: summary.cities.map(cityName),
    series: shown().map((id, n) => ({
        name: quantityName(id), colour: categories[[2, 1, 0][n]],
        values: summary.cities.map((city) => { const one = change(city, state.package, id, period); return counts(one) ? Number(one.delta.toPrecision(6)) : 0 }),
    })),
    text: (value) => (value === 0 ? t().belowNoise : `${value > 0 ? '+' : ''}${Number(value.toPrecision(3))} µg/m³`),
})

// What was made over a city, blown in, mixed down, taken by the ground: of Ox, for O3 alone is mostly NO and NO2 to and fro.
const budgetPart = (period) => {
    const of = process && (process.periods[period] || {}).OX
    if (!of) return null
    const shownTerms = ['chemistry', 'transport', 'mixing', 'dry', 'emission'].filter((term) => of.some((row) => row && row[process.terms.indexOf(term)] !== 0))
    const colours = { chemistry: categories[1], transport: categories[2], mixing: categories[5], dry: categories[4], emission: categories[6] }
    const label = t().budgetChart(periodName(period))
    return [make('h3', null, t().budget), make('p.small', null, t().budgetNote),
        balanceChart({
            label, rows: summary.cities.map(cityName), unit: t().budgetUnit,
            series: shownTerms.map((term) => ({ name: t().budgetTerms[term], colour: colours[term], values: of.map((row) => (row ? row[process.terms.indexOf(term)] : null)) })),
            text: (value) => (typeof value === 'number' ? `${signed(value, 1)} ppb` : '-'),
        })]
}

const periodChoice = (redraw) => make('div.controls', null, choice(t().period, periodOptions().filter((option) => option.value), state.ozonePeriod, (value) => redraw({ ozonePeriod: value })))

const changes = (redraw) => {
    const period = state.ozonePeriod
    const seen = summary.cities.map((city) => readingOf(city, period)) // only the words that the table needs
    return [seasonTable(), periodChoice(redraw), cityTable(period), hasRegime && regimeKey(),
        make('dl.terms', null, Object.entries(t().readingWords).filter(([key]) => seen.includes(key)).map(([key, text]) => make('div', null, make('dt', null, t().readings[key]), make('dd', null, text)))),
        seen.some((why) => why !== 'none') && picture(period)]
}

// A case without packages has no change to explain, but may say where its ozone comes from.
export const ozoneSection = (redraw) => {
    const budget = budgetPart(state.ozonePeriod)
    if (!hasOzone || !(compared.length || budget)) return null
    return make('section', { id: 'ozone' },
        make('h2', null, compared.length ? t().ozoneWhy : t().ozone),
        t().ozoneWhyLead.map((text) => make('p', null, text)),
        compared.length > 0 ? changes(redraw) : periodChoice(redraw), budget)
}
