// What the tests ask of the page for readers without a mouse, without eyes, and with paper.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const unfold = (page) => page.$$eval('#page details', (all) => all.forEach((one) => { one.open = true }))

// axe-core with all its rules, unfolded: no violation.
export const axeFindsNothing = async (page, modules) => {
    const source = readFileSync(createRequire(resolve(modules, 'x.js')).resolve('axe-core/axe.min.js'), 'utf8')
    await unfold(page)
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
    const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
    assert.ok(passes.length > 30, `axe-core ran only ${passes.length} rules`)
    assert.deepEqual(violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html.slice(0, 200)).slice(0, 3).join(' ')}`), [])
}

// Tab from the top comes to every control and every frame that scrolls, each with a name and a visible mark of the focus.
export const keyboardReachesAll = async (page) => {
    await unfold(page)
    const wanted = await page.$$eval('a[href], button, select, input, summary, [tabindex]', (all) => all
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0)
        .map((one, n) => { one.dataset.reach = String(n); return one.outerHTML.slice(0, 120) }))
    const reached = new Set()
    await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0) })
    for (let n = 0; n < wanted.length + 5; n++) {
        await page.keyboard.press('Tab')
        const at = await page.evaluate(() => {
            const one = document.activeElement
            const labels = one.labels ? [...one.labels].map((label) => label.textContent).join(' ') : ''
            return { id: one.dataset.reach, name: one.getAttribute('aria-label') || labels || (one.matches('select, input') ? '' : one.textContent), ring: getComputedStyle(one).outlineStyle, what: one.outerHTML.slice(0, 120) }
        })
        if (at.id === undefined) break
        assert.ok(at.name.trim(), `a control without a name: ${at.what}`)
        assert.notEqual(at.ring, 'none', `no mark of the focus: ${at.what}`)
        reached.add(Number(at.id))
    }
    assert.deepEqual(wanted.filter((_, n) => !reached.has(n)), [], 'not reached by Tab')
}

// A4 less the margins of page.css, in CSS pixels.
const millimetre = 96 / 25.4
const paper = { width: Math.round(186 * millimetre), height: Math.floor(273 * millimetre) }
// Smaller than this a table is not to be read: 8 pt times it.
const LEAST_ZOOM = 0.6

// Nothing stands beyond the paper's edge, no table is clipped, no figure is higher than a sheet, no letter leaves its chart;
// the printer's own pages are A4; then the screen has its page back.
export const paperCutsNothing = async (page, viewport) => {
    await page.setViewportSize(paper)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    const cut = await page.evaluate(({ width, height, least }) => {
        const out = []
        const name = (one) => `${one.tagName}.${one.className.baseVal || one.className} "${one.textContent.slice(0, 60)}"`
        for (const one of document.querySelectorAll('#page *')) {
            const box = one.getBoundingClientRect()
            const style = getComputedStyle(one)
            if (!box.width || !box.height || one.closest('.hide')) continue
            if (box.right > width + 1 || box.left < -1) out.push(`${name(one)} from ${box.left.toFixed(0)} to ${box.right.toFixed(0)} of ${width}`)
            if (!one.closest('.chart') && ['auto', 'scroll', 'hidden'].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1) out.push(`${name(one)} is clipped`)
            if (one.matches('figure, tr, .card') && box.height > height) out.push(`${name(one)} is ${box.height.toFixed(0)} high on a sheet of ${height}`)
            if (one.matches('table') && Number(style.zoom) < least) out.push(`${name(one)} is shrunk to ${style.zoom}`)
            if (one.matches('.chart svg text')) {
                const frame = one.closest('.chart').getBoundingClientRect()
                if (box.left < frame.left - 2 || box.right > frame.right + 2) out.push(`${name(one)} leaves its chart`)
            }
        }
        return [...out, ...[...document.querySelectorAll('#page details:not([open])')].map(name)]
    }, { ...paper, least: LEAST_ZOOM })
    assert.deepEqual(cut, [])
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize(viewport)
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    const boxes = [...pdf.matchAll(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((found) => `${Math.round(found[1])} x ${Math.round(found[2])}`)
    assert.ok(boxes.length > 3 && boxes.every((size) => size === '595 x 842'), `not A4: ${[...new Set(boxes)]}`)
    assert.equal(await page.evaluate(() => document.documentElement.className), '')
    return boxes.length
}
