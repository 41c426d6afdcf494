// The whole page is drawn from the embedded JSON, and drawn again when the reader chooses something.
import { assumptions, limitSection, provenance } from './assumed.js'
import { drawCharts, dropCharts } from './charts.js'
import { cities } from './cities.js'
import { make } from './dom.js'
import { emissionSection } from './emissions.js'
import { evaluationSection } from './evaluation.js'
import { head, short } from './head.js'
import { inventorySection } from './inventory.js'
import { map } from './map.js'
import { shareSection } from './shares.js'
import { ozoneSection } from './ozone.js'
import { regimeSection } from './regime.js'
import { said, state, t } from './state.js'
import { steps } from './steps.js'
import { summary } from './model.js'

const redraw = (change) => {
    // The chosen control keeps the focus, the opened details stay open, the page stays where it was.
    const controls = [...document.querySelectorAll('#page select, #page input, #page button')]
    const focused = controls.indexOf(document.activeElement)
    const open = [...document.querySelectorAll('#page details')].map((one) => one.open)
    const { scrollX, scrollY } = window
    Object.assign(state, change)
    draw()
    document.querySelectorAll('#page details').forEach((one, n) => { one.open = open[n] })
    window.scrollTo(scrollX, scrollY)
    const again = document.querySelectorAll('#page select, #page input, #page button')[focused]
    if (again) again.focus({ preventScroll: true })
}

const draw = () => {
    dropCharts()
    document.documentElement.lang = t().lang === 'zh' ? 'zh-CN' : 'en'
    document.title = `${said(summary, 'title') || summary.case} – Lantian`
    const sections = [short(), cities(redraw), map(redraw), ozoneSection(redraw), regimeSection(redraw), steps(redraw), emissionSection(), inventorySection(redraw), shareSection(), evaluationSection(redraw), assumptions(), limitSection(), provenance()].filter(Boolean)
    const links = sections.map((section) => make('a', { href: `#${section.id}` }, t().nav[section.id]))
    const page = document.getElementById('page')
    page.replaceChildren(
        make('a.skip', { href: `#${sections[0].id}` }, t().skip),
        head(() => redraw({ lang: state.lang === 'en' ? 'zh' : 'en' })),
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
window.addEventListener('beforeprint', () => {
    document.querySelectorAll('#page details').forEach((one) => { one.open = true })
    drawCharts()
})
