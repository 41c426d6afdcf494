// What the reader chose; a change draws the page again. Nothing is remembered between two openings.
import { context, packages, reference, summary, total } from './model.js'
import { texts } from './texts.js'

const several = (summary.periods || []).length > 1
export const state = {
    lang: context.lang === 'zh' ? 'zh' : 'en',
    cityPeriod: several ? '' : (summary.periods[0] || {}).id,
    allMeans: false,
    mapPackage: total || packages[0] || reference,
    mapPeriod: several ? '' : (summary.periods[0] || {}).id,
    step: 'city:Shenyang',
    series: '',
    // The inventory: city ('' all), species and sector ('' all) of the map, species of the flow ('' all).
    invCity: '',
    invSpecies: 'NMVOC',
    invSector: '',
    invFlow: '',
    stepPeriod: several ? '' : (summary.periods[0] || {}).id,
}

export const t = () => texts[state.lang]
// {x_en, x_zh} of the files: the language at hand, else the other.
export const said = (object, key) => {
    if (!object) return ''
    const first = object[`${key}_${state.lang}`]
    return first || object[`${key}_${state.lang === 'en' ? 'zh' : 'en'}`] || ''
}
export const cityName = (city) => (state.lang === 'zh' ? city.name_zh : city.name_en)
export const packageName = (name) => t().packageNames[name] || name
export const periodName = (id) => (id ? t().periodNames[id] || id : t().meanOfPeriods)
// '' is the mean over the periods and stands first where there is more than one.
export const periodOptions = () => {
    const ids = (summary.periods || []).map((period) => period.id)
    return (ids.length > 1 ? ['', ...ids] : ids).map((id) => ({ value: id, label: periodName(id) }))
}
