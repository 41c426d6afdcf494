// From the base over the reference and every measure to all of them together.
import { waterfall } from './charts.js'
import { choice, make } from './dom.js'
import { pollutantName, pollutants } from './emissions.js'
import { deltaText, mass, signedMass } from './format.js'
import { effect, emissions, originOf, parts, reference, single, summary, total } from './model.js'
import { hasOzone, valueText } from './quantities.js'
import { cityName, packageName, periodOptions, quantityName, state, t } from './state.js'

// change(name) and text(name): of a package against what it acts on. The rest is all minus the sum of the measures.
const stepsOf = (change, text, plain) => {
    const steps = []
    let at = 0
    if (reference && Number.isFinite(change(reference))) {
        steps.push({ name: packageName(reference), from: 0, to: change(reference), kind: '', text: text(reference) })
        at = change(reference)
    }
    const start = at
    let sum = 0
    for (const name of parts) {
        const one = change(name)
        if (!Number.isFinite(one)) continue
        const next = total ? at + one : start + one
        steps.push({ name: packageName(name), from: total ? at : start, to: next, kind: '', text: text(name) })
        at = next
        sum += one
    }
    if (total && Number.isFinite(change(total))) {
        const together = change(total) - sum
        steps.push({ name: t().together, from: at, to: at + together, kind: 'rest', text: plain(together) })
        steps.push({ name: packageName(total), from: start, to: start + change(total), kind: 'total', text: text(total) })
    }
    return steps
}

const emissionSteps = (key) => {
    const from = (name) => (emissions[originOf(name)] || {})[key]
    const change = (name) => (emissions[name] || {})[key] - from(name)
    return stepsOf(change, (name) => signedMass(change(name)), signedMass)
}

const citySteps = (city, id) => {
    const change = (name) => (effect(city, name, state.stepPeriod) || {})[`${id}_delta_ugm3`]
    const noise = (name) => (effect(city, name, state.stepPeriod) || {})[`${id}_noise_ugm3`]
    const floor = (1 + parts.length) * noise(total || single[0]) // of the rest: as in summary_shares.c
    return stepsOf(change, (name) => deltaText(change(name), noise(name)), (value) => deltaText(value, floor))
}

export const steps = (redraw) => {
    if (!single.length) return null
    // "city:Shenyang" of PM2.5, "o3_mda8:Shenyang" of ozone
    const [first, place] = state.step.split(':')
    const city = place && summary.cities.find((one) => one.name_en === place)
    const id = first === 'city' ? 'pm25' : first
    const keys = pollutants()
    if (!city && !keys.includes(state.step)) state.step = keys[0]
    const unit = city ? 'µg/m³' : 'kt'
    const base = city ? valueText(city, id, state.stepPeriod) : mass(emissions.base[state.step])
    const options = [
        { label: t().emissionOf, options: keys.map((key) => ({ value: key, label: pollutantName(key) })) },
        { label: t().cityOf, options: summary.cities.map((one) => ({ value: `city:${one.name_en}`, label: `${quantityName('pm25')} ${cityName(one)}` })) },
        hasOzone && { label: t().cityOzoneOf, options: summary.cities.map((one) => ({ value: `o3_mda8:${one.name_en}`, label: `${quantityName('o3_mda8')} ${cityName(one)}` })) },
    ].filter(Boolean)
    const what = city ? `${quantityName(id)} ${cityName(city)}` : pollutantName(state.step)
    return make('section', { id: 'waterfall' },
        make('h2', null, t().waterfall),
        make('p', null, total ? t().waterfallLead : t().waterfallLeadOne),
        make('div.controls', null,
            choice(t().show, options, state.step, (value) => redraw({ step: value })),
            city && choice(t().period, periodOptions(), state.stepPeriod, (value) => redraw({ stepPeriod: value }))),
        waterfall(`${what}${t().close}${t().changeAgainst(packageName('base'), unit)} (${t().totals(packageName('base'), base, unit)})`,
            city ? citySteps(city, id) : emissionSteps(state.step), unit))
}
