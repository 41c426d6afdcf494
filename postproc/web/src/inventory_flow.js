// From activity (fuels, products, animals, land) by sector to species, or of one species to cities.
import { flowChart } from './charts.js'
import { choice, make } from './dom.js'
import { mass, number } from './format.js'
import { quantityName, sectorColour, sectorName } from './inventory.js'
import { inventory, summary } from './model.js'
import { cityName, state, t } from './state.js'

// Species that are parts of one another would count twice.
const apart = ['SO2', 'NOx', 'CO', 'NMVOC', 'NH3', 'PM10', 'PM2.5', 'BC', 'CO2', 'CH4', 'N2O']
const SMALLEST = 0.004
const CITIES = 7

const add = (map, from, to, value) => {
    const key = `${from}>${to}`
    map.set(key, { from, to, value: (map.get(key) || { value: 0 }).value + value })
}

const totalOf = (q) => inventory.flow.reduce((sum, row) => sum + row[3 + q], 0)

// Cities with most of the species; the others are one.
const largestCities = (q) => {
    const kt = summary.cities.map((_, c) => inventory.flow.reduce((sum, row) => sum + (row[2] === c ? row[3 + q] : 0), 0))
    return kt.map((value, c) => [value, c]).sort((a, b) => b[0] - a[0]).slice(0, CITIES).map(([, c]) => c)
}

const linksOf = (species) => {
    const links = new Map()
    const keys = species ? [species] : apart.filter((key) => inventory.quantities.includes(key))
    for (const key of keys) {
        const q = inventory.quantities.indexOf(key)
        const scale = species ? 1 : 100 / (totalOf(q) || 1)
        const cities = species ? largestCities(q) : []
        for (const [activity, sector, city, ...kt] of inventory.flow) {
            const value = kt[q] * scale
            if (!(value > 0)) continue
            add(links, `a${activity}`, `s${sector}`, value)
            add(links, `s${sector}`, species ? `c${cities.includes(city) ? city : 'other'}` : `q${key}`, value)
        }
    }
    const all = [...links.values()]
    const whole = all.reduce((sum, link) => sum + link.value, 0) / 2
    return all.filter((link) => link.value >= (species ? SMALLEST : SMALLEST / 4) * whole)
}

const nodeOf = (id) => {
    const rest = id.slice(1)
    if (id[0] === 'a') return { id, depth: 0, name: inventory.activities[Number(rest)][state.lang], colour: '#6b7a8f' }
    if (id[0] === 's') return { id, depth: 1, name: sectorName(Number(rest)), colour: sectorColour(Number(rest)) }
    if (id[0] === 'q') return { id, depth: 2, name: quantityName(rest), colour: '#4d4d4d' }
    return { id, depth: 2, name: rest === 'other' ? t().otherCities : cityName(summary.cities[Number(rest)]), colour: '#4d4d4d' }
}

export const inventoryFlow = (redraw) => {
    const species = inventory.quantities.includes(state.invFlow) ? state.invFlow : ''
    const links = linksOf(species)
    if (!links.length) return null
    const ids = [...new Set(links.flatMap((link) => [link.from, link.to]))]
    const options = [{ value: '', label: t().allSpecies }, ...inventory.quantities.filter((key, q) => totalOf(q) > 0).map((key) => ({ value: key, label: quantityName(key) }))]
    return [make('h3', null, t().flow), make('p', null, t().flowNote),
        make('div.controls', null, choice(t().pollutant, options, species, (value) => redraw({ invFlow: value }))),
        flowChart({
            label: t().flowChart(species ? t().toCities(quantityName(species)) : t().toSpecies),
            nodes: ids.map(nodeOf), links, height: species ? 560 : 720,
            tip: (value) => (species ? `${mass(value)} kt` : `${number(value, 1)} %`),
        })]
}
