// What limits nitrate: ratios by city and a map of the base (postproc/composition/gas_ratio.h).
import { limits } from './colours.js'
import { all, hasRatio, placeName, ratioOf } from './components.js'
import { choice, column, make, table } from './dom.js'
import { number } from './format.js'
import { cellMap, cellPlace } from './map.js'
import { composition, grid, summary } from './model.js'
import { cityName, packageName, periodName, state, t, variantOptions } from './state.js'

const variant = () => (state.nitrateOf !== 'base' && state.package in composition.ratios[state.compPeriod || 'mean'] ? state.package : 'base')
const square = (limit) => make('i.key', { style: `background:${limits[limit]}` })

const cityTable = () => table(t().nitrateTable(packageName(variant()), periodName(state.compPeriod)),
    [[column(t().city, '.corner'), column(t().adjustedRatio), column(t().gasRatio), column(t().freeAmmonia), column(t().nitrateReading, '.text')]],
    [...summary.cities.map((_, n) => n), all].map((city) => {
        const of = ratioOf(variant(), city, state.compPeriod)
        return make(`tr${city === all ? '.own' : ''}`, { 'data-city': city === all ? 'all' : summary.cities[city].name_en },
            make('th', { scope: 'row' }, placeName(city)), make('td', null, number(of.adjusted, 2)), make('td', null, number(of.gas, 2)), make('td', null, number(of.free, 1)),
            make('td.text.regime', { 'data-limit': of.limit }, square(of.limit), t().limitNames[of.limit]))
    }), '.numbers')

const legend = () => make('dl.regimes', null, Object.entries(t().limitWords).map(([limit, words]) => make('div', null,
    make('dt', null, square(limit), t().limitNames[limit]), make('dd', null, words))))

// Cells are those of the base.
const map = () => {
    const one = composition.cells[state.compPeriod]
    if (!one || !grid) return make('div', null, make('p.small', null, t().nitrateChoose), legend())
    const limitOf = (q) => (composition.limits.find((limit) => limit.key[0] === one.classes[q]) || {}).key
    const tip = (q) => [...cellPlace(q), `${t().adjustedRatio} <b>${one.values[q] === null ? '-' : one.values[q]}</b>`, t().limitNames[limitOf(q)]].filter(Boolean).join('<br>')
    const name = t().nitrateMap(packageName('base'), periodName(state.compPeriod))
    return make('div.mapbox.top', null,
        cellMap(name, name, { fill: (q) => limits[limitOf(q)], tip, text: (n) => cityName(summary.cities[n]), value: (q) => one.values[q] }),
        make('div.legend', null, legend()))
}

export const nitratePart = (redraw) => {
    if (!hasRatio()) return null
    return [make('h3', null, t().nitrate), make('p', null, t().nitrateLead),
        variantOptions().length > 1 && make('div.controls', null, choice(t().show, variantOptions(), state.nitrateOf, (value) => redraw({ nitrateOf: value }))),
        cityTable(), map(), t().nitrateNotes.map((text) => make('p.small', null, text))]
}
