// The whole page is drawn from the embedded JSON, a section again when the reader chooses something in it.
import { askedSection, keep } from './address.js'
import { alertSection } from './alerts.js'
import { assumptions, limitSection, provenance } from './assumed.js'
import { drawCharts, dropCharts } from './charts.js'
import { cities } from './cities.js'
import { co2Section } from './co2.js'
import { compositionSection } from './composition.js'
import { choice, make } from './dom.js'
import { emissionSection } from './emissions.js'
import { evaluationSection } from './evaluation.js'
import { head, short } from './head.js'
import { inventorySection } from './inventory.js'
import { isoplethSection } from './isopleths.js'
import { map } from './map.js'
import { measureSection } from './measures.js'
import { compared, summary } from './model.js'
import { nearSection } from './near.js'
import { ozoneSection } from './ozone.js'
import { printWell } from './print.js'
import { regimeSection } from './regime.js'
import { shareSection } from './shares.js'
import { packageName, said, state, t, usual } from './state.js'
import { steps } from './steps.js'
import { targetSection } from './targets.js'

// Controls and details of an element in their order: the chosen control keeps the focus, the opened details stay open.
const controlsOf = (where) => [...where.querySelectorAll('select, input, button')]
const detailsOf = (where) => [...where.querySelectorAll('details')]
// The section at the top of the window, and where it stands there: what changes above it does not move it.
const BAR = 100
const atTop = () => {
    const section = [...document.querySelectorAll('main > section')].find((one) => one.getBoundingClientRect().bottom > BAR)
    return section && window.scrollY > 0 ? { id: section.id, top: section.getBoundingClientRect().top } : null
}
const stay = (was) => {
    const now = was && document.getElementById(was.id)
    if (now) window.scrollBy({ top: now.getBoundingClientRect().top - was.top, behavior: 'instant' })
}
const keeping = (where, work) => {
    const focused = controlsOf(where).indexOf(document.activeElement)
    const open = detailsOf(where).map((one) => one.open)
    const was = atTop()
    const now = work()
    detailsOf(now).forEach((one, n) => { one.open = open[n] })
    stay(was)
    const again = controlsOf(now)[focused]
    if (again) again.focus({ preventScroll: true })
    return now
}

// A choice inside a section draws that section again, no other depends on it; the package draws those that show it, the
// language all.
const build = (section) => section((change) => {
    Object.assign(state, change)
    again(section)
})
const again = (section) => {
    const fresh = build(section)
    const old = fresh && document.getElementById(fresh.id)
    if (!old) return
    dropCharts(old)
    keeping(old, () => {
        old.replaceWith(fresh)
        drawCharts(fresh)
        return fresh
    })
}

const sections = [short, targetSection, alertSection, compositionSection, cities, map, nearSection, ozoneSection, regimeSection, isoplethSection, steps, measureSection, co2Section, emissionSection, inventorySection, shareSection, evaluationSection, assumptions, limitSection, provenance]
const ofPackage = [targetSection, compositionSection, cities, map, nearSection, ozoneSection, regimeSection, measureSection, co2Section]

const remember = () => keep(askedSection(), Object.fromEntries(['package', 'lang'].filter((key) => state[key] !== usual[key]).map((key) => [key, state[key]])))

const choosePackage = (name) => {
    state.package = name
    ofPackage.forEach(again)
    document.getElementById('page').dataset.package = name
    remember()
}

const switchLanguage = () => {
    state.lang = state.lang === 'en' ? 'zh' : 'en'
    const page = document.getElementById('page')
    keeping(page, () => {
        draw()
        return page
    })
    remember()
}

const packageSwitch = () => compared.length > 1 && make('div.switch', null,
    choice(t().packageSwitch, compared.map((name) => ({ value: name, label: packageName(name) })), state.package, choosePackage))

const draw = () => {
    dropCharts()
    document.documentElement.lang = t().lang === 'zh' ? 'zh-CN' : 'en'
    document.title = `${said(summary, 'title') || summary.case} – Lantian`
    const drawn = sections.map(build).filter(Boolean)
    const links = drawn.map((section) => make('a', { href: `#${section.id}` }, t().nav[section.id]))
    const page = document.getElementById('page')
    page.replaceChildren(
        make('a.skip', { href: `#${drawn[0].id}` }, t().skip),
        head(switchLanguage),
        make('nav', { 'aria-label': t().contents }, packageSwitch(), links),
        make('main', null, drawn),
        make('footer', null, `Lantian ${summary.code_version} · GPL-3.0-or-later · ECharts (Apache-2.0)`))
    drawCharts()
    page.dataset.ready = state.lang
    page.dataset.package = state.package || ''
}

draw()
const toSection = () => { const place = document.getElementById(askedSection()); if (place) place.scrollIntoView({ behavior: 'instant' }) }
toSection()
// A link of the bar names its section alone: the rest of the address is put back behind it.
window.addEventListener('hashchange', remember)
let width = window.innerWidth
window.addEventListener('resize', () => {
    if (window.innerWidth === width) return
    width = window.innerWidth
    drawCharts()
})
// Charts of folded parts have no width until they are unfolded; paper has its own.
document.addEventListener('toggle', () => drawCharts(), true)
printWell()
