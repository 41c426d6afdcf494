// What limits ozone: classes of the indicators (postproc/regime.h) by cell and by city, with words for who has to decide.
import { regimes } from './colours.js'
import { choice, make, table } from './dom.js'
import { baseOf, effect, grid, summary } from './model.js'
import { cellMap, cellPlace } from './map.js'
import { cityName, packageName, periodName, periodOptions, state, t, variantOptions } from './state.js'

const periods = (summary.periods || []).map((period) => period.id)
const of = (city, name, period) => ((name === 'base' ? baseOf(city, period) : effect(city, name, period)) || {}).regime || {}
// {key, low, high, en, zh, source} of those that some city has.
const indicators = ((summary.ozone || {}).indicators || []).filter((one) => periods.some((period) => of(summary.cities[0], 'base', period)[one.key]))
export const hasRegime = indicators.length > 0
const fields = (grid || {}).regime || {}
const variant = () => (state.regimeOf === 'base' ? 'base' : state.package)
const chosen = () => indicators.find((one) => one.key === state.regimeIndicator) || indicators[0]

// What the table shows: the first indicator, whose limits were found for China.
const classOf = (city, name, period, key = indicators[0].key) => (of(city, name, period)[key] || {}).class || 'none'
const ratioText = (one) => (one && typeof one.ratio === 'number' ? String(Number(one.ratio.toPrecision(2))) : '-')
// Where H2O2/HNO3 gives another class the chip has the star of the terminal's table (print_regime_of in postproc/table.c).
const SECOND = 'h2o2_hno3'
const second = (city, period) => classOf(city, 'base', period, SECOND)
const isDoubtful = (city, period) => second(city, period) !== 'none' && second(city, period) !== classOf(city, 'base', period)
const star = (city, period) => (isDoubtful(city, period) ? '*' : '')
const doubt = (city, period) => (isDoubtful(city, period) ? `* (${t().indicatorShort[SECOND]}${t().colon}${t().regimeShort[second(city, period)]})` : '')
export const regimeSquare = (one) => make('i.key', { style: `background:${regimes[one]}` })

// A city of a table: one period in words, all of them as a row of squares.
export const regimeCell = (city, period) => {
    if (period) return make('td.text.regime', { 'data-regime': classOf(city, 'base', period), title: doubt(city, period) || null }, regimeSquare(classOf(city, 'base', period)), t().regimeShort[classOf(city, 'base', period)], star(city, period))
    return make('td.text.regime', null, periods.map((id) => {
        const one = classOf(city, 'base', id)
        const words = `${periodName(id)}${t().colon}${t().regimeShort[one]}${doubt(city, id)}`
        return make('span.season', { title: words, style: `background:${regimes[one]}` }, make('span', { 'aria-hidden': 'true' }, t().periodLetters[id] || id.slice(0, 2), star(city, id)), make('span.hide', null, words))
    }))
}
export const regimeKey = () => make('p.small', null, `${t().regimeColumn}${t().colon}`, ['voc_limited', 'transitional', 'nox_limited'].map((one) => [regimeSquare(one), t().regimeShort[one], ' ']), t().regimeDoubt)

const letters = { v: 'voc_limited', t: 'transitional', n: 'nox_limited' }
const classAt = (one, q) => letters[one.classes[q]] || 'none'

const legend = () => make('dl.regimes', null, Object.keys(t().regimeNames).map((one) => make('div', null,
    make('dt', null, regimeSquare(one), t().regimeNames[one]), make('dd', null, t().regimeWords[one]))))

// How much of Liaoning each class takes.
const shares = (one) => {
    const inside = grid.city.map((_, q) => q).filter((q) => grid.city[q] >= 0)
    const part = (name) => Math.round((100 * inside.filter((q) => classAt(one, q) === name).length) / inside.length)
    return make('p', null, t().regimeShares(part('voc_limited'), part('transitional'), part('nox_limited')))
}

// All indicators beside each other: where they agree a class is firm.
const cityTable = () => table(t().regimeCities, [[make('th.corner', { scope: 'col' }, t().city), indicators.map((one) => make('th.text', { scope: 'col' }, t().indicatorShort[one.key] || one.key))].flat()],
    summary.cities.map((city) => make('tr', { 'data-city': city.name_en }, make('th', { scope: 'row' }, cityName(city)), indicators.map(({ key }) => {
        const one = classOf(city, variant(), state.regimePeriod, key)
        return make('td.text.regime', { 'data-regime': one, title: t().regimeNames[one] }, regimeSquare(one), ratioText(of(city, variant(), state.regimePeriod)[key]))
    }))), '.numbers.dense')

export const regimeSection = (redraw) => {
    if (!hasRegime) return null
    const { key, low, high, source } = chosen()
    if (!fields[key]) return null
    // A period may lack it (no such hour): no answer anywhere.
    const one = (fields[key][variant()] || {})[state.regimePeriod] || { classes: '-'.repeat(grid.city.length), values: grid.city.map(() => null) }
    const tip = (q) => [...cellPlace(q), `${t().indicators[key]} <b>${one.values[q] === null ? '-' : one.values[q]}</b>`, t().regimeNames[classAt(one, q)]].filter(Boolean).join('<br>')
    const name = `${packageName(variant())}${t().close}${periodName(state.regimePeriod)}`
    return make('section', { id: 'regime' },
        make('h2', null, t().regime),
        make('p', null, t().regimeLead),
        make('div.controls', null,
            choice(t().period, periodOptions().filter((option) => option.value), state.regimePeriod, (value) => redraw({ regimePeriod: value })),
            choice(t().show, variantOptions(), state.regimeOf, (value) => redraw({ regimeOf: value })),
            choice(t().indicator, indicators.map((item) => ({ value: item.key, label: t().indicators[item.key] || item.key })), key, (value) => redraw({ regimeIndicator: value }))),
        make('div.mapbox.top', null,
            cellMap(`${t().indicators[key]}${t().colon}${name}`, `${t().regime}${t().colon}${name}`, { fill: (q) => regimes[classAt(one, q)], tip, text: (n) => cityName(summary.cities[n]), value: (q) => one.values[q] }),
            make('div.legend', null, legend(), shares(one), cityTable())),
        make('p.small', null, t().regimeLimits(t().indicators[key], low, high, ...((summary.ozone || {}).regime_local_hours || [])), make('span', { lang: 'en' }, ` ${source}.`)))
}
