// Emissions of the year on the grid, by species and sector. Fields come as postproc/report_inventory.c codes them.
import { amounts } from './colours.js'
import { decode } from './decode.js'
import { choice, make } from './dom.js'
import { mass } from './format.js'
import { quantityName, sectorName } from './inventory.js'
import { cellMap, cellPlace } from './map.js'
import { grid, inventory, summary } from './model.js'
import { cityName, state, t } from './state.js'

const fieldOf = (species, sector) => {
    const of = inventory.fields[species] || {}
    const out = new Float64Array(grid.nx * grid.ny)
    for (const id of Object.keys(of)) if (sector === '' || id === sector) decode(of[id]).forEach((value, q) => { out[q] += value })
    return out
}

// Eight steps of 1, 2, 5 below the largest.
const breaksOf = (largest) => {
    const out = []
    let power = largest > 0 ? Math.floor(Math.log10(largest)) : 0
    let step = [5, 2, 1].find((one) => one * 10 ** power <= largest) || 1
    while (out.length < amounts.length - 1) {
        out.unshift(Number((step * 10 ** power).toPrecision(1)))
        if (step === 1) power--
        step = step === 5 ? 2 : step === 2 ? 1 : 5
    }
    return out
}

const legend = (breaks) => make('div.legend', null,
    make('div.steps', null, amounts.map((colour, n) => make('span', null, make('i.key', { style: `background:${colour}` }),
        n === 0 ? `< ${breaks[0]}` : n < breaks.length ? `${breaks[n - 1]} – ${breaks[n]}` : `≥ ${breaks[n - 1]}`))),
    make('div.keys', null, make('span', null, make('i.key.sea'), t().mapSea)),
    make('p.small', null, t().inventoryMapNote), make('p.small', null, t().mapOutline))

export const inventoryMap = (redraw) => {
    if (!grid) return null
    const have = inventory.fields[state.invSpecies] || {}
    const sectors = inventory.sectors.map((one, n) => ({ ...one, n })).filter((one) => one.id in have)
    const sector = state.invSector in have ? state.invSector : ''
    const tonnes = fieldOf(state.invSpecies, sector)
    const area = grid.cell_km ** 2
    const breaks = breaksOf(tonnes.reduce((most, value) => Math.max(most, value), 0) / area)
    const name = t().inventoryMapOf(quantityName(state.invSpecies), sector ? sectorName(sectors.find((one) => one.id === sector).n) : t().allSectors)
    const level = (value) => breaks.filter((limit) => value >= limit).length
    return [make('h3', null, t().inventoryMap),
        make('div.controls', null,
            choice(t().pollutant, inventory.quantities.filter((key) => Object.keys(inventory.fields[key] || {}).length).map((key) => ({ value: key, label: quantityName(key) })), state.invSpecies, (value) => redraw({ invSpecies: value })),
            choice(t().sector, [{ value: '', label: t().allSectors }, ...sectors.map((one) => ({ value: one.id, label: sectorName(one.n) }))], sector, (value) => redraw({ invSector: value }))),
        make('div.mapbox', null,
            cellMap(name, name, {
                fill: (q) => (tonnes[q] > 0 ? amounts[level(tonnes[q] / area)] : '#fff'),
                tip: (q) => [...cellPlace(q), `${t().cellHolds} <b>${mass(tonnes[q])}</b> ${t().ofYear}`].filter(Boolean).join('<br>'),
                text: (n) => cityName(summary.cities[n]),
                value: (q) => Number((tonnes[q] / area).toPrecision(4)),
            }),
            legend(breaks))]
}
