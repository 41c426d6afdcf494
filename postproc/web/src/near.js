// Near the sources: maps of 100 to 1000 m around the places of the case (postproc/nearby): base and what the package changes,
// largest values, the check of the cells' means, the stacks.
import { GREY, amounts, change, ramp } from './colours.js'
import { choice, column, make, table } from './dom.js'
import { isNumber, number, signed } from './format.js'
import { compared, near, originOf, summary } from './model.js'
import { nearPicture } from './near_picture.js'
import { packageName, periodName, periodOptions, said, state, t } from './state.js'

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const A_CLASS = 7 // signs of a class; changes reach REACH of them on both sides of MIDDLE
const [MIDDLE, REACH] = [31, 30]
const NUMBERED = 8

// What summary.json and the island say of the site, the period and the pollutant that the reader chose.
const chosen = () => {
    const s = summary.near.sites.findIndex((one) => one.site === state.nearSite)
    const at = s < 0 ? 0 : s
    const periods = Object.keys(summary.near.sites[at].by_period)
    const period = periods.includes(state.nearPeriod) ? state.nearPeriod : periods[0]
    const told = summary.near.sites[at].by_period[period]
    const kinds = Object.keys(told.pollutants)
    const kind = kinds.includes(state.nearKind) ? state.nearKind : kinds[0]
    return { of: summary.near.sites[at], site: near.sites[at], period, told, kinds, kind, numbers: told.pollutants[kind], stacks: near.sites[at].by_period[period].stacks, fields: near.sites[at].by_period[period].pollutants[kind] }
}

const kindName = (kind) => t().nearKinds[kind] || kind
// Three digits.
const digits = (value) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3)
const amount = (value) => number(value, digits(value))
const delta = (value) => (value === 0 ? '0' : signed(value, digits(value)))
const rate = (value) => String(Number(value.toPrecision(3)))
// Parts of a mean that are next to nothing are no 0.
const part = (share) => (share < 5e-4 ? '< 0.1' : number(100 * share, 1))
const siteName = (one) => said(one, 'title') || one.site

// Stacks within one point of each other share a symbol; they come strongest first.
const placesOf = ({ site, stacks }) => {
    const reach = (2 * site.half[0]) / site.nx
    const places = []
    stacks.filter((one) => one.inside).forEach((one) => {
        const same = places.find((place) => Math.hypot(place.x - one.x, place.y - one.y) <= reach)
        if (same) Object.assign(same, { assumed: same.assumed || one.assumed, stacks: [...same.stacks, one] })
        else places.push({ x: one.x, y: one.y, assumed: one.assumed, stacks: [one], number: places.length < NUMBERED ? String(places.length + 1) : '' })
    })
    return places
}

// --- pictures ---

const scaleLegend = (colours, ticks, notes, kind = '') => make('div.legend', null, colours, make(`div.ticks${kind}`, null, ticks.map((tick) => make('span', null, tick))), make('div.keys', null, notes.map((note) => make('span', null, note))))
const short = (value) => String(Number(value.toPrecision(6)))

// What of a picture is the stacks'; null where it is not known.
const stacksOf = (of) => (isNumber(of.shaped_share) ? t().nearStacksMean(part(of.shaped_share)) : null)
const stacksOfChange = (of) => (isNumber(of.delta_stacks_ugm3) ? t().nearStacksChange(delta(of.delta_stacks_ugm3)) : null)

const amountPicture = (c, places, name) => {
    const { bounds, field } = c.fields.amounts[name]
    const step = bounds[1] - bounds[0]
    const level = (q) => signs.indexOf(field[q])
    const from = (n) => bounds[0] - step + (n * step) / A_CLASS
    const words = `${kindName(c.kind)}${t().colon}${packageName(name)}${t().close}${periodName(c.period)}`
    const top = A_CLASS * amounts.length
    return nearPicture({
        words, label: t().nearAria(words, siteName(c.of)), site: c.site, cells: c.of.cells, places,
        colour: (q) => amounts[Math.min(amounts.length - 1, Math.floor(level(q) / A_CLASS))],
        tip: (q) => (level(q) < top ? `${amount(from(level(q)))} – ${amount(from(level(q) + 1))} µg/m³` : `> ${amount(from(top))} µg/m³`),
        value: (q) => Number((level(q) < top ? from(level(q) + 0.5) : from(top)).toPrecision(5)),
        legend: scaleLegend(make('div.ramp.steps9', null, amounts.map((colour) => make('i', { style: `background:${colour}` }))),
            [...bounds.map(short), ''], ['µg/m³', stacksOf(name === 'base' ? c.numbers.base : c.numbers.packages[name])].filter(Boolean), '.ticks9'),
    })
}

const changePicture = (c, places) => {
    const { scale, field } = c.fields.changes[state.package]
    const words = `${kindName(c.kind)}${t().colon}${t().mapMinus(packageName(state.package), packageName(originOf(state.package)))}${t().close}${periodName(c.period)}`
    const value = (q) => (field[q] === '-' ? null : ((signs.indexOf(field[q]) - MIDDLE) / REACH) * scale)
    return nearPicture({
        words, label: t().nearAria(words, siteName(c.of)), site: c.site, cells: c.of.cells, places,
        colour: (q) => (value(q) === null ? GREY : change(value(q), scale)),
        tip: (q) => (value(q) === null ? t().nearHidden : `${delta(value(q))} µg/m³`),
        value: (q) => (value(q) === null ? '' : Number(value(q).toPrecision(3))),
        legend: scaleLegend(make('div.ramp', { style: `background:${ramp()}` }),
            [-1, -0.5, 0, 0.5, 1].map((part) => (part === 0 ? '0' : `${part > 0 ? '+' : ''}${short(part * scale)}`)),
            [t().mapUnit, stacksOfChange(c.numbers.packages[state.package]), make('span', null, make('i.key', { style: `background:${GREY}` }), t().nearGrey)].filter(Boolean)),
    })
}

// --- words and tables ---

const madeOf = ({ numbers, told }) => {
    const { stack_share: share, flat_share: flat } = numbers.base
    return share === undefined ? t().nearNoShare : t().nearMadeOf(number(100 * share, 1), flat === undefined ? null : number(100 * flat, 0), told.stacks, told.around)
}

const valueTable = (c) => {
    const names = compared.filter((name) => name in c.numbers.packages)
    const row = (name, of) => make(`tr${name === state.package ? '.chosen' : ''}`, { 'data-variant': name }, make('th', { scope: 'row' }, packageName(name)),
        make('td', null, amount(of.mean_ugm3)), make('td', null, amount(of.highest_ugm3)), make('td', null, isNumber(of.highest_lon) ? `${number(of.highest_lon, 3)}, ${number(of.highest_lat, 3)}` : t().nearNoPlace), make('td', null, amount(of.highest_hour_ugm3)),
        names.length > 0 && (name === 'base' ? [1, 2, 3, 4].map(() => make('td', null, ''))
            : [of.delta_ugm3, of.largest_decrease_ugm3, of.largest_increase_ugm3].map((value) => make('td', null, delta(value))).concat(make('td', null, number(100 * of.hidden_share, 0)))))
    return table(t().nearValues(kindName(c.kind), siteName(c.of)), [[column(t().package, '.corner'), column(t().nearMean), column(t().nearHighest), column(t().nearWhere), column(t().nearHour),
        names.length > 0 && [column(t().nearDelta), column(t().nearDecrease), column(t().nearIncrease), column(t().nearHiddenShare)]].flat().filter(Boolean)],
    [row('base', c.numbers.base), ...names.map((name) => row(name, c.numbers.packages[name]))], '.numbers')
}

const cellTable = (c) => {
    const [across] = c.of.cells
    const rows = c.fields.cells.map(([cell, local, mean], n) => make('tr', { 'data-cell': n }, make('th', { scope: 'row' }, t().nearCell((n % across) + 1, Math.floor(n / across) + 1)),
        make('td', null, number(cell, 4)), make('td', null, number(mean, 4)), make('td', null, local === null ? '-' : number(local, 4))))
    return table(t().nearCells(kindName(c.kind)), [[column(t().nearCellHead, '.corner'), column(t().nearCellGrid), column(t().nearCellMap), column(t().nearCellStacks)]], rows, '.numbers')
}

const stackTable = (c, places) => {
    const names = ['base', ...compared]
    const shown = names.indexOf(state.package)
    const kinds = c.kinds.filter((kind) => c.stacks.some((one) => kind in one.rates))
    const rows = places.flatMap((place) => place.stacks.map((one) => make('tr', { 'data-assumed': String(one.assumed) },
        make('th', { scope: 'row' }, place.number && `${place.number} `, one.id), make('td', null, number(one.height, 0)), make('td.text', null, one.assumed ? t().nearAssumed : t().nearKnown),
        kinds.flatMap((kind) => [make('td', null, rate(one.rates[kind][0])), shown > 0 && make('td', null, rate(one.rates[kind][shown]))]))))
    return table(t().nearStacks, [[column(t().nearStack, '.corner', { rowspan: 2 }), column(t().nearHeight, '', { rowspan: 2 }), column(t().nearPlace, '.text', { rowspan: 2 }),
        ...kinds.map((kind) => make('th', { scope: 'colgroup', colspan: shown > 0 ? 2 : 1 }, `${kindName(kind)}${t().close}g/s`))],
    kinds.flatMap(() => [column(packageName('base')), shown > 0 && column(packageName(state.package))]).filter(Boolean)], rows, '.numbers.dense')
}

export const nearSection = (redraw) => {
    if (!near || !summary.near) return null
    const c = chosen()
    const places = placesOf(c)
    const assumed = c.told.place_assumed
    const left = state.package && originOf(state.package) in c.fields.amounts ? originOf(state.package) : 'base'
    const worst = Object.values(c.told.pollutants).flatMap((one) => [one.base, ...Object.values(one.packages)]).reduce((most, one) => Math.max(most, one.mean_difference), 0)
    return make('section', { id: 'near' },
        make('h2', null, t().near), make('p', null, t().nearLead(Math.round(c.of.resolution_m), c.of.cell_km)),
        make('div.controls', null,
            choice(t().nearSite, summary.near.sites.map((one) => ({ value: one.site, label: siteName(one) })), c.of.site, (value) => redraw({ nearSite: value })),
            Object.keys(c.of.by_period).length > 1 && choice(t().period, periodOptions().filter((one) => one.value), c.period, (value) => redraw({ nearPeriod: value })),
            c.kinds.length > 1 && choice(t().show, c.kinds.map((kind) => ({ value: kind, label: kindName(kind) })), c.kind, (value) => redraw({ nearKind: value }))),
        assumed > 0 && make('p.near-warning', { 'data-assumed': assumed }, t().nearWarning(assumed, c.told.stacks)),
        make('div.near-pair', null, amountPicture(c, places, left), state.package in c.fields.changes && changePicture(c, places)),
        make('p', null, madeOf(c)),
        valueTable(c),
        places.length > 0 && make('details', null, make('summary', null, t().nearStacks), stackTable(c, places)),
        make('details', null, make('summary', null, t().nearCheck), make('p', null, t().nearDifference(worst.toExponential(1))), cellTable(c)),
        make('p.small', null, t().nearNotes))
}
