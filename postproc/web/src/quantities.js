// What stands beside PM2.5: every quantity of summary.json is three keys, <id>_base_ugm3 of a city and <id>_delta_ugm3 and
// <id>_noise_ugm3 of a package in it. A run without gas chemistry has PM2.5 alone, and the page then speaks of nothing else.
import { NOISE_FACTOR, deltaText, isHidden, isNumber, number } from './format.js'
import { baseOf, effect, summary } from './model.js'

const known = ['pm25', 'o3_mda8', 'o3_p90', 'o3_mda1', 'no2', 'ox_day']
const base = (of, id, kind = 'base') => (of || {})[`${id}_${kind}_ugm3`]
const periods = () => (summary.periods || []).map((period) => period.id)

export const has = (id, kind = 'base') => ['', ...periods()].some((period) => isNumber(base(baseOf(summary.cities[0], period), id, kind)))
// Of fewer days than ten the 90th percentile is one of them.
const DAYS_OF_A_PERCENTILE = 10
const days = () => Math.min(...periods().map((period) => (((summary.ozone || {}).by_period || {})[period] || {}).days || 0))
export const quantities = known.filter((id) => has(id) && (id !== 'o3_p90' || days() >= DAYS_OF_A_PERCENTILE))
export const hasOzone = has('o3_mda8')

const value = (city, id, period, kind = 'base') => base(baseOf(city, period), id, kind)
export const valueText = (city, id, period, kind) => number(value(city, id, period, kind), 1)

// A change that rounds to nothing at two decimals is no news, though it may stand above the numerical noise.
export const WORTH_SAYING = 0.005
export const counts = (one) => Boolean(one) && !one.hidden && Math.abs(one.delta) >= WORTH_SAYING

// {delta, noise, hidden, text} of a package in a city, null where the run has none.
export const judged = (delta, noise) => ({ delta, noise, hidden: isHidden(delta, noise) || delta === 0, text: deltaText(delta, noise) })
export const change = (city, name, id, period) => {
    const of = effect(city, name, period) || {}
    const delta = of[`${id}_delta_ugm3`]
    const noise = of[`${id}_noise_ugm3`]
    return isNumber(delta) && isNumber(noise) ? judged(delta, noise) : null
}

// The mean over the cities; its noise is at most the mean of theirs.
const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length
export const meanValue = (id, period) => mean(summary.cities.map((city) => value(city, id, period)))
export const meanChange = (name, id, period) => {
    const all = summary.cities.map((city) => change(city, name, id, period))
    return all.every(Boolean) ? judged(mean(all.map((one) => one.delta)), mean(all.map((one) => one.noise))) : null
}

// A rise or fall of ozone beside that of Ox = O3 + NO2: titration only moves ozone into NO2 and back and leaves Ox. What
// does not count is as large as its noise allows: a reason is named only where that is less than half of what counts.
const isSmallBeside = (one, other) => Boolean(one) && 2 * Math.max(Math.abs(one.delta), NOISE_FACTOR * one.noise) < Math.abs(other.delta)
export const reading = (o3, ox) => {
    if (!counts(o3)) return counts(ox) && isSmallBeside(o3, ox) ? 'cancel' : 'none'
    if (!counts(ox) && !isSmallBeside(ox, o3)) return 'unclear'
    const side = o3.delta > 0 ? 'Up' : 'Down'
    const share = counts(ox) ? ox.delta / o3.delta : 0 // of the change of ozone, what is made; the rest is moved between O3 and NO2
    return share >= 0.5 ? `made${side}` : share > -0.5 ? `titration${side}` : `against${side}`
}
export const isTitration = (why) => ['titrationUp', 'againstUp'].includes(why)
