// The inventory of the base year: sectors of each pollutant, map, firms and cells by reactive VOC, doubt, flow.
import { partsChart, rangeChart } from './charts.js'
import { sectorColours } from './colours.js'
import { choice, make, table } from './dom.js'
import { mass, number, percent } from './format.js'
import { inventoryFlow } from './inventory_flow.js'
import { inventoryMap } from './inventory_map.js'
import { inventory, summary } from './model.js'
import { cityName, state, t } from './state.js'

export const quantityName = (key) => t().quantityNames[key] || key
export const sectorName = (index) => (inventory.sectors[index] || {})[state.lang] || ''
export const sectorColour = (index) => sectorColours[index % sectorColours.length]
const townName = (index) => (summary.cities[index] ? cityName(summary.cities[index]) : '')

// --- sectors ---

// [sector][quantity] kt of a city, or of all where it is ''.
const sums = (city) => {
    const out = inventory.sectors.map(() => inventory.quantities.map(() => 0))
    for (const [of, sector, ...kt] of inventory.totals)
        if (city === '' || of === Number(city)) kt.forEach((value, q) => { out[sector][q] += value })
    return out
}

const sectorParts = (redraw) => {
    const kt = sums(state.invCity)
    const whole = inventory.quantities.map((_, q) => kt.reduce((sum, row) => sum + row[q], 0))
    const shown = inventory.quantities.map((_, q) => q).filter((q) => whole[q] > 0)
    const used = inventory.sectors.map((_, s) => s).filter((s) => shown.some((q) => kt[s][q] > 0))
    const place = state.invCity === '' ? t().liaoning : townName(Number(state.invCity))
    const options = [{ value: '', label: t().liaoning }, ...summary.cities.map((city, n) => ({ value: String(n), label: cityName(city) }))]
    return [make('div.controls', null, choice(t().city, options, state.invCity, (value) => redraw({ invCity: value }))),
        partsChart({
            label: t().sectorParts(place),
            rows: shown.map((q) => quantityName(inventory.quantities[q])),
            series: used.map((s) => ({ name: sectorName(s), colour: sectorColour(s), values: shown.map((q) => (100 * kt[s][q]) / whole[q]) })),
            text: (s, row) => `${mass(kt[used[s]][shown[row]])} kt, ${percent(kt[used[s]][shown[row]] / whole[shown[row]])} %`,
        })]
}

// --- firms and cells ---

const SHOWN = 15
const ranking = (caption, what, items, nameOf) => {
    const most = items.length ? items[0].share : 1
    return table(caption, [[make('th.corner', { scope: 'col' }, what), make('th.words', { scope: 'col' }, t().city), make('th.words', { scope: 'col' }, t().mainSector),
        ...[t().voc, t().ofpT, t().share, t().ohT, t().ohRank].map((head) => make('th', { scope: 'col' }, head))]],
    items.slice(0, SHOWN).map((one, n) => make('tr', null,
        make('th', { scope: 'row' }, `${n + 1}. ${nameOf(one)}`),
        make('td.text', null, townName(one.city)), make('td.text', null, sectorName(one.sector)),
        make('td', null, mass(one.voc_t)), make('td', null, mass(one.ofp_t)),
        make('td.part', { style: `--part:${(100 * one.share) / most}%` }, percent(one.share)),
        make('td', null, mass(one.oh_t)), make('td', null, String(one.rank_oh))))
    , '.numbers.dense')
}

const reactive = () => [make('h3', null, t().reactive), make('p', null, t().reactiveNote),
    ranking(t().firmsCaption, t().firm, inventory.firms, (one) => one[state.lang]),
    ranking(t().cellsCaption, t().cell, inventory.cells, (one) => t().cellName(one.i, one.j, number(one.lon, 2), number(one.lat, 2)))]

// --- doubt ---

// "factor coal_sulfur SO2" -> kind and the rest of the name.
const inputName = (row) => {
    if (!row.input) return '-'
    const [first, ...rest] = row.input.split(' ')
    const name = first === row.kind ? rest.join(' ') : row.input
    return `${t().inputKinds[row.kind] || row.kind}${t().colon}${state.lang === 'zh' ? t().inputNames[name] || row.input_zh : name}`
}

const interval = (row) => `${mass(row.low)} – ${mass(row.high)}`

const doubt = () => {
    const rows = (inventory.doubt || []).filter((row) => row.table > 0)
    if (!rows.length) return null
    return [make('h3', null, t().doubt), make('p', null, t().doubtNote),
        rangeChart({
            label: t().doubtChart,
            rows: rows.map((row) => ({
                name: quantityName(row.pollutant), low: (100 * row.low) / row.table, high: (100 * row.high) / row.table,
                tip: `${quantityName(row.pollutant)} ${mass(row.table)} kt, ${interval(row)} kt<br>${inputName(row)}`,
            })),
        }),
        table(t().doubtCaption, [[make('th.corner', { scope: 'col' }, t().pollutant),
            ...[t().table, t().interval, t().worth, t().worthShare, t().mark].map((head, n) => make(n === 2 || n === 4 ? 'th.words' : 'th', { scope: 'col' }, head))]],
        rows.map((row) => make('tr', null, make('th', { scope: 'row' }, quantityName(row.pollutant)),
            make('td', null, mass(row.table)), make('td', null, interval(row)),
            make('td.text', null, inputName(row)), make('td', null, row.input ? percent(row.share, 0) : '-'), make('td.text', null, row.mark || '-'))), '.numbers.dense')]
}

export const inventorySection = (redraw) => inventory && make('section', { id: 'inventory' },
    make('h2', null, t().inventory),
    make('p', null, t().inventoryLead(summary.base_year)),
    sectorParts(redraw), inventoryMap(redraw), reactive(), doubt(), inventoryFlow(redraw))
