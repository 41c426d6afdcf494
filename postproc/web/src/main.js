// The whole page is drawn from the embedded JSON, a section again when the reader chooses something in it.
import { assumptions, limitSection, provenance } from './assumed.js'
import { drawCharts, dropCharts } from './charts.js'
import { cities } from './cities.js'
import { compositionSection } from './composition.js'
import { make } from './dom.js'
import { emissionSection } from './emissions.js'
import { evaluationSection } from './evaluation.js'
import { head, short } from './head.js'
import { inventorySection } from './inventory.js'
import { map } from './map.js'
import { shareSection } from './shares.js'
import { printWell } from './print.js'
import { ozoneSection } from './ozone.js'
import { regimeSection } from './regime.js'
import { said, state, t } from './state.js'
import { steps } from './steps.js'
import { summary } from './model.js'

// Controls and details of an element in their order: the chosen control keeps the focus, the opened details stay open.
const controlsOf = (where) => [...where.querySelectorAll('select, input, button')]
const detailsOf = (where) => [...where.querySelectorAll('details')]
const keeping = (where, work) => {
    const focused = controlsOf(where).indexOf(document.activeElement)
    const open = detailsOf(where).map((one) => one.open)
    const { scrollX, scrollY } = window
    const now = work()
    detailsOf(now).forEach((one, n) => { one.open = open[n] })
    window.scrollTo(scrollX, scrollY)
    const again = controlsOf(now)[focused]
    if (again) again.focus({ preventScroll: true })
    return now
}

// A choice inside a section draws that section again, no other depends on it; the language draws all.
const build = (section) => section((change) => {
    Object.assign(state, change)
    const fresh = build(section)
    const old = document.getElementById(fresh.id)
    dropCharts(old)
    keeping(old, () => {
        old.replaceWith(fresh)
        drawCharts(fresh)
        return fresh
    })
})

const switchLanguage = () => {
    state.lang = state.lang === 'en' ? 'zh' : 'en'
    const page = document.getElementById('page')
    keeping(page, () => {
        draw()
        return page
    })
}

const draw = () => {
    dropCharts()
    document.documentElement.lang = t().lang === 'zh' ? 'zh-CN' : 'en'
    document.title = `${said(summary, 'title') || summary.case} – Lantian`
    const sections = [short, compositionSection, cities, map, ozoneSection, regimeSection, steps, emissionSection, inventorySection, shareSection, evaluationSection, assumptions, limitSection, provenance].map(build).filter(Boolean)
    const links = sections.map((section) => make('a', { href: `#${section.id}` }, t().nav[section.id]))
    const page = document.getElementById('page')
    page.replaceChildren(
        make('a.skip', { href: `#${sections[0].id}` }, t().skip),
        head(switchLanguage),
        make('nav', { 'aria-label': t().nav.short }, links),
        make('main', null, sections),
        make('footer', null, `Lantian ${summary.code_version} · GPL-3.0-or-later · ECharts (Apache-2.0)`))
    drawCharts()
    page.dataset.ready = state.lang
}

draw()
let width = window.innerWidth
window.addEventListener('resize', () => {
    if (window.innerWidth === width) return
    width = window.innerWidth
    drawCharts()
})
// Charts of folded parts have no width until they are unfolded; paper has its own.
document.addEventListener('toggle', () => drawCharts(), true)
printWell()
