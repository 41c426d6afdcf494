// CO2 beside a pollutant: packages, and measures of the page's package, in two coordinates. What lies left below saves both.
import { pointChart } from './charts.js'
import { categories, whole } from './colours.js'
import { choice, column, make, table } from './dom.js'
import { pollutantName, pollutants } from './emissions.js'
import { GRAM_KT, effectText, number } from './format.js'
import { emissionSteps, measureName } from './measures.js'
import { compared, emissions, originOf, packages, steps } from './model.js'
import { packageName, state, t } from './state.js'

const change = (name, key) => emissions[name][key] - emissions[originOf(name)][key]

// {id, name, label, co2, other, from: emissions of what it acts on}
const packagePoints = (key) => compared.filter((name) => emissions[name]).map((name) => ({
    id: name, name: packageName(name), label: packageName(name), big: true, colour: name === state.package ? categories[1] : whole,
    co2: change(name, 'CO2'), other: change(name, key), from: emissions[originOf(name)],
}))
const measurePoints = (key) => {
    const co2 = steps && emissionSteps('CO2')
    const other = steps && emissionSteps(key)
    if (!co2 || !other || co2.members.length < 2) return []
    return co2.members.map(({ id, addition }, m) => ({ id, name: measureName(id), label: packageName(id), big: false, colour: categories[0], co2: addition, other: other.members[m].addition, from: emissions[originOf(state.package)] }))
        .filter((one) => Math.abs(one.co2) >= GRAM_KT || Math.abs(one.other) >= GRAM_KT)
}
// In the picture a measure that is a package of its own stands once, and the largest alone have their names beside them.
const NAMED = 10
const dots = (all, measures, key) => {
    const far = (one) => Math.abs(one.co2 / (one.from.CO2 || 1)) + Math.abs(one.other / (one.from[key] || 1))
    const named = [...measures].sort((a, b) => far(b) - far(a)).slice(0, NAMED)
    return all.filter((one) => one.big || !compared.includes(one.id)).map((one) => (one.big || named.includes(one) ? one : { ...one, label: '' }))
}

const sign = (value) => (Math.abs(value) < GRAM_KT ? 0 : Math.sign(value))
const reading = (one) => t().together2[`${sign(one.co2)} ${sign(one.other)}`]
// Per cent of the pollutant for one per cent of CO2.
const elasticity = (one, key) => (sign(one.co2) === 0 || !one.from[key] ? null : (one.other / one.from[key]) / (one.co2 / one.from.CO2))

const row = (one, key) => make(`tr${one.id === state.package && one.big ? '.own' : ''}`, { 'data-point': one.id }, make('th', { scope: 'row' }, one.name),
    make('td', null, effectText(one.co2)), make('td', null, effectText(one.other)), make('td', null, number(elasticity(one, key), 2)), make('td.text', null, reading(one)))

export const co2Section = (redraw) => {
    if (!(emissions.base || {}).CO2 || !packages.length) return null
    const keys = pollutants().filter((key) => !['CO2', 'ofp_kt_o3'].includes(key))
    const key = keys.includes(state.besideOf) ? state.besideOf : keys[0]
    const wholes = packagePoints(key)
    const measures = measurePoints(key)
    const name = pollutantName(key)
    const [unitX, unitY] = ['CO2', name].map((one) => t().axisChange(one))
    const label = t().co2Chart(name)
    const group = (text) => make('tr.group', null, make('th', { colspan: 5, scope: 'rowgroup' }, make('span', null, text)))
    return make('section', { id: 'co2' },
        make('h2', null, t().co2), make('p', null, t().co2Lead),
        make('div.controls', null, choice(t().pollutant, keys.map((one) => ({ value: one, label: pollutantName(one) })), key, (value) => redraw({ besideOf: value }))),
        pointChart({
            label, unitX, unitY, corners: t().corners(name),
            points: dots([...wholes, ...measures], measures, key).map((one) => ({ ...one, x: one.co2, y: one.other, tip: `${one.name}<br>CO2 <b>${effectText(one.co2)}</b> kt<br>${name} <b>${effectText(one.other)}</b> kt` })),
        }),
        table(label, [[column(t().package, '.corner'), column(unitX), column(unitY), column(t().elasticity), column(t().bothReading, '.text')]],
            [...wholes.map((one) => row(one, key)), measures.length > 0 && group(t().measuresOf(packageName(state.package))), ...measures.map((one) => row(one, key))].filter(Boolean), '.numbers.wide'),
        make('p.small', null, t().co2Notes))
}
