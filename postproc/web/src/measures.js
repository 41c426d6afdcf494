// Measure by measure: what each of the package brings alone, what they do to each other, the whole. Emissions out of
// shares_<package>.csv (lantian-steps), PM2.5 and ozone where a measure was run (summary.json, shares).
import { waterfall } from './charts.js'
import { choice, column, make, table } from './dom.js'
import { pollutantName, pollutants } from './emissions.js'
import { GRAM_KT, effectText, isNumber, percent } from './format.js'
import { packageInfo, steps as tables, summary } from './model.js'
import { quantityName as inventoryName } from './inventory.js'
import { forceWord, packageName, quantityName, said, state, t } from './state.js'

const MOST = 24 // bars; the smallest beyond them are one

const keyOf = (quantity) => (quantity === 'ofp_kt_o3' ? 'ofp' : quantity)
const measureOf = (id) => ((packageInfo(state.package) || {}).measures || []).find((one) => one.id === id)
export const measureName = (id) => said(measureOf(id), 'title') || packageName(id)

// {members: [{id, addition, removal, shapley}], whole, noise} or null.
export const emissionSteps = (quantity) => {
    const of = tables && tables.packages[state.package]
    const q = of ? tables.quantities.indexOf(keyOf(quantity)) : -1
    if (q < 0) return null
    return { members: of.members.map((id, m) => ({ id, addition: of.addition[m][q], removal: of.removal[m][q] })), whole: of.whole[q], noise: null }
}
const air = { pm25_ugm3: 'pm25', o3_mda8_ugm3: 'o3_mda8' }
const airSteps = (quantity) => {
    const rows = (summary.shares || []).filter((row) => row.package === state.package && row.quantity === quantity)
    const whole = rows.find((row) => row.measure === 'whole')
    // Shares by Shapley add up to the whole, so they are the bars where they were run.
    const members = rows.filter((row) => !['whole', 'rest'].includes(row.measure))
    const shown = members.some((row) => isNumber(row.shapley)) ? members.filter((row) => isNumber(row.shapley)) : members.filter((row) => isNumber(row.addition))
    if (!whole || !isNumber(whole.addition) || !shown.length) return null
    return { members: shown.map((row) => ({ ...row, id: row.measure })), whole: whole.addition, noise: whole.noise }
}
const stepsOf = (quantity) => (quantity in air ? airSteps(quantity) : emissionSteps(quantity))

const bar = (one) => (isNumber(one.shapley) ? one.shapley : one.addition)
const textOf = (steps) => (value) => effectText(value, steps.noise)
const changes = (steps) => steps.members.filter((one) => Math.abs(bar(one)) >= GRAM_KT)

const barsOf = (steps) => {
    const text = textOf(steps)
    const sized = changes(steps).sort((a, b) => Math.abs(bar(b)) - Math.abs(bar(a)))
    const many = sized.length > MOST ? sized.slice(MOST - 1) : []
    const few = changes(steps).filter((one) => !many.includes(one))
    const sum = (list) => list.reduce((all, one) => all + bar(one), 0)
    const out = []
    let at = 0
    const add = (name, short, value, kind) => {
        out.push({ name, short, from: at, to: at + value, kind, text: text(value) })
        at += value
    }
    few.forEach((one) => add(measureName(one.id), packageName(one.id), bar(one), ''))
    if (many.length) add(t().otherMeasures(many.length), t().otherMeasures(many.length), sum(many), '')
    const rest = steps.whole - sum(steps.members)
    if (Math.abs(rest) >= GRAM_KT) add(t().together, t().together, rest, 'rest')
    at = 0
    add(t().wholePackage, t().wholePackage, steps.whole, 'total')
    return out
}

const stepTable = (steps, name) => {
    const text = textOf(steps)
    const hasShapley = steps.members.some((one) => isNumber(one.shapley))
    const share = (value) => (steps.whole && isNumber(value) ? percent(value / steps.whole) : '-')
    const document = (id) => ((measureOf(id) || {}).documents || [])[0] || {}
    const words = (one) => [one.catalogue, forceWord(one)].filter(Boolean).join(t().close)
    const line = (id, heading, word, addition, removal, shapley, kind = '') => make(`tr${kind}`, { 'data-measure': id }, make('th', { scope: 'row' }, heading), make('td.text', null, word),
        make('td', null, text(addition)), make('td', null, share(addition)), make('td', null, text(removal)), hasShapley && make('td', null, text(shapley)))
    const rest = (key) => (steps.members.every((one) => isNumber(one[key])) ? steps.whole - steps.members.reduce((sum, one) => sum + one[key], 0) : null)
    return table(name, [[column(t().measure, '.corner'), column(t().forceColumn, '.text'), column(t().addition), column(t().ofWhole), column(t().removal), hasShapley && column(t().shapley)].filter(Boolean)],
        [...steps.members.filter((one) => ['addition', 'removal', 'shapley'].some((key) => Math.abs(one[key]) >= GRAM_KT)).map((one) => line(one.id, measureName(one.id), words(document(one.id)) || '-', one.addition, one.removal, one.shapley)),
            line('rest', t().together, '', rest('addition'), rest('removal'), rest('shapley')), line('whole', t().wholePackage, '', steps.whole, steps.whole, steps.whole, '.own')], '.numbers.wide')
}

export const measureSection = (redraw) => {
    if (!tables || !state.package || !Object.keys(tables.packages).length) return null
    const name = packageName(state.package)
    const section = (...parts) => make('section', { id: 'measures' }, make('h2', null, `${t().measures}${t().colon}${name}`), ...parts)
    const options = [{ label: t().emissionOf, options: pollutants().filter((key) => tables.quantities.includes(keyOf(key))).map((key) => ({ value: key, label: pollutantName(key) })) },
        { label: t().airMean, options: Object.keys(air).filter((key) => airSteps(key)).map((key) => ({ value: key, label: quantityName(air[key]) })) }].filter((group) => group.options.length)
    const known = options.flatMap((group) => group.options.map((one) => one.value))
    if (!tables.packages[state.package] || !known.length) return section(make('p', null, t().noMeasures))
    const quantity = known.includes(state.measureOf) ? state.measureOf : known[0]
    const steps = stepsOf(quantity)
    const unit = quantity in air ? 'µg/m³' : 'kt'
    const what = quantity in air ? quantityName(air[quantity]) : quantity === 'ofp_kt_o3' ? inventoryName('ofp') : pollutantName(quantity)
    const label = `${name}${t().close}${what}${t().close}${unit}`
    const still = steps.members.length - changes(steps).length
    return section(make('p', null, t().measuresLead),
        make('div.controls', null, choice(t().show, options, quantity, (value) => redraw({ measureOf: value }))),
        waterfall(t().measuresChart(label), barsOf(steps), unit, true),
        still > 0 && make('p.small', null, t().unchangedMeasures(still)),
        stepTable(steps, t().measuresTable(label)),
        quantity in air && make('p.small', null, t().measuresAir))
}
