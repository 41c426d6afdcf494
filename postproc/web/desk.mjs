// Alerts and ozone over cuts of NOx and VOC: tables made by hand, put into the case of four_seasons.mjs, and what the page must
// say of them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { contour, levelsOf } from './src/contours.js'

const NOISE = 0.001
const times = { alert: '1', tier: 'orange', announced: '2020-01-10 00:00', start: '2020-01-11 00:00', end: '2020-01-13 00:00', hours: '48' }
const without = { 'PM2.5': 100, O3: 50 }
// A tenth of PM2.5 by all measures; by rail less than the noise; ozone rises.
const change = { 'PM2.5': { all: -10, rail: -1e-4 }, O3: { all: 2.5, rail: 0 } }
const alertsOf = (cities) => {
    const names = [...cities.map((city) => city.name_en), 'Liaoning']
    const row = (of, delta) => [of, of + delta, delta, (100 * delta) / of, NOISE]
    const air = ['PM2.5', 'O3'].flatMap((species) => ['all', 'rail'].map((name) => ({ period: 'winter', ...times, tier: '', package: name, species, unit: 'ug/m3', names, values: names.map((_, n) => row(without[species] + n, change[species][name])) })))
    const place = (one, factor) => ({ ...times, place: one, names: ['SO2', 'NOx', 'CO'], values: [[460 * factor, 322 * factor, 138 * factor, 30, 20], [600 * factor, 420 * factor, 180 * factor, 30, 20], [4000 * factor, 4000 * factor, 0, 0, null]] })
    return { air, taken: { all: [place('Shenyang', 1), place('Liaoning', 10)], rail: [{ ...place('Shenyang', 0), tier: 'yellow' }, { ...place('Liaoning', 0), tier: 'yellow' }] } }
}

// Planes: of Shenyang less NOx raises ozone and less VOC lowers it, so that twice the cut of VOC holds it; elsewhere both lower it.
const MOST = 30
const STEPS = 12
const slopes = (c) => (c === 0 ? { nox: 0.2, voc: -0.1 } : { nox: -0.1, voc: -0.01 })
const plane = (c, nox, voc) => slopes(c).nox * nox + slopes(c).voc * voc
const cuts = [['nox-30', 30, 0], ['voc-30', 0, 30], ['nox-30-voc-30', 30, 30]]
const placeOf = (one, c) => ({
    ...one, mda8_ugm3: 60 + c, noise_ugm3: 1e-4, floor_ugm3: 3e-4,
    lowered_nox10_ugm3: -10 * slopes(c).nox, lowered_nox10_error_ugm3: 0.01, lowered_voc10_ugm3: -10 * slopes(c).voc, lowered_voc10_error_ugm3: c ? 0.2 : 0.01,
    ratio_base: c ? null : 2, regime: { surface: c ? 'nox_limited' : 'voc_limited' },
    nox_alone: c ? { peak_nox_pct: 0, peak_rise_ugm3: 0, back_nox_pct: null } : { peak_nox_pct: 30, peak_rise_ugm3: 6, back_nox_pct: null },
    hold: [c ? { nox_pct: 30, outcome: 'falls', voc_pct: null } : { nox_pct: 30, outcome: 'beyond', voc_pct: 30 }],
    surface: { left_out_rms_ugm3: null, left_out_runs: 0 }, runs_delta_ugm3: cuts.map(([, nox, voc]) => plane(c, nox, voc)),
    isopleth_delta_ugm3: [...Array(STEPS + 1).keys()].map((n) => [...Array(STEPS + 1).keys()].map((v) => plane(c, (n / STEPS) * MOST, (v / STEPS) * MOST))),
})
const isoplethsOf = (cities) => ({
    origin: 'base', surface: { method: 'grid' }, runs: cuts.map(([name, nox, voc]) => ({ package: name, nox_pct: nox, voc_pct: voc })),
    periods: ['winter', 'summer'].map((id) => ({ id, cities: [...cities.map((city, c) => placeOf({ name_en: city.name_en, name_zh: city.name_zh }, c)), placeOf({ name_en: 'Liaoning', name_zh: '全省' }, 14)] })),
})

export const desk = (island) => Object.assign(island, { alerts: alertsOf(island.summary.cities), isopleths: isoplethsOf(island.summary.cities) })

// Every end of a piece has the value of the line, on a plane exactly; a saddle has two pieces that do not cross.
export const contoursAre = () => {
    const grid = [0, 1, 2, 3].map((y) => [0, 1, 2].map((x) => 2 * x - 3 * y))
    const levels = levelsOf(-9, 4)
    assert.ok(levels.includes(0) && levels[0] > -9 && levels[levels.length - 1] < 4 && levels.length > 4)
    assert.deepEqual([levelsOf(0, 0), levelsOf(-3, 6).map((one) => Number(one.toFixed(6)))], [[], [-1.5, 0, 1.5, 3, 4.5]])
    for (const level of levels) {
        const pieces = contour(grid, level)
        assert.ok(pieces.length > 0, `no line of ${level}`)
        for (const [x, y] of pieces.flat()) assert.ok(Math.abs(2 * x - 3 * y - level) < 1e-12, `${x}, ${y} is not on ${level}`)
    }
    assert.deepEqual(contour([[1, -1], [-1, 1.5]], 0).map((piece) => piece.map((end) => end.map((one) => Number(one.toFixed(6))))), [[[0.5, 0], [1, 0.4]], [[0.4, 1], [0, 0.5]]])
    assert.equal(contour([[1, 1], [1, 1]], 0).length, 0)
}

const cellsOf = (page, row) => page.$$eval(`${row} td`, (all) => all.map((one) => one.textContent))
const plain = (texts) => texts.map((text) => text.replace(/\u202f/g, ''))

const alertsAre = async (page, lang) => {
    assert.deepEqual(await cellsOf(page, '#alerts tr[data-alert="all 1"]'), ['1', lang === 'en' ? 'orange' : '橙色', '2020-01-10 00:00', '24', '2020-01-11 00:00 – 2020-01-13 00:00', '48'])
    const [species, place] = [page.locator('#alerts select').nth(0), page.locator('#alerts select').nth(1)]
    await species.selectOption('PM2.5')
    assert.deepEqual(await cellsOf(page, '#alerts tr[data-place=Shenyang]'), ['100.0', '90.0', '-10.00', '-10.0', '100.0', '< 0.003', '-'])
    await species.selectOption('O3')
    assert.deepEqual((await cellsOf(page, '#alerts tr[data-place=Liaoning]')).slice(0, 4), ['64.0', '66.5', '+2.50', '3.9'])
    assert.match(await page.textContent('#alerts tr[data-place=Liaoning] th'), lang === 'en' ? /Liaoning/ : /全省/)
    await place.selectOption('Liaoning')
    assert.deepEqual(plain(await cellsOf(page, '#alerts tr[data-pollutant=NOx]')), ['6000', '1800', '30.0', '20', '0', '30.0', '20'])
    // What is neither asked for nor changed is left out.
    assert.equal(await page.locator('#alerts tr[data-pollutant=CO]').count(), 0)
    await place.selectOption('Shenyang')
    assert.deepEqual(plain(await cellsOf(page, '#alerts tr[data-pollutant=SO2]')).slice(0, 2), ['460.0', '138.0'])
    await species.selectOption('PM2.5')
}

const isoplethsAre = async (page, lang) => {
    const city = page.locator('#isopleths select').nth(1)
    await city.selectOption('Shenyang')
    const text = await page.textContent('#isopleths ul.verdict')
    assert.match(text, lang === 'en' ? /Limited by VOC[^]*10 % less NOx raises MDA8 by 2\.00[^]*10 % less VOC lowers MDA8 by 1\.00[^]*up to 6\.00[^]*no cut of the runs brings it back[^]*2\.0 parts of VOC/ : /VOCs控制区[^]*NOx减少10%，MDA8上升2\.00[^]*VOCs减少10%，MDA8下降1\.00[^]*最多使其上升6\.00[^]*2\.0:1/)
    const words = await page.$$eval('#isopleths svg text', (all) => all.map((one) => one.textContent))
    for (const word of ['60.0', '+6.0', '-3.0', '+3.0', lang === 'en' ? 'Cut of NOx, %' : 'NOx减排，%']) assert.ok(words.includes(word), `the picture lacks ${word}: ${words}`)
    assert.deepEqual(await cellsOf(page, '#isopleths tr[data-run=nox-30]'), ['30', '0', '+6.00'])
    const row = await cellsOf(page, '#isopleths tr[data-city=Dalian]')
    assert.deepEqual([...row.slice(0, 3), row[5]], ['61.0', '-1.00', '< 0.20', lang === 'en' ? 'none needed' : '无需'])
    assert.deepEqual(await page.$$eval('#isopleths tr[data-city=Shenyang] td[data-hold]', (all) => all.map((one) => one.dataset.hold)), ['beyond'])
    // Another city is another picture; by keyboard, and the control keeps the focus.
    const colours = () => page.$$eval('#isopleths .chart svg path', (all) => all.map((one) => one.getAttribute('fill')).join())
    const before = await colours()
    await city.focus()
    await page.keyboard.press('ArrowDown')
    assert.equal(await city.inputValue(), 'Dalian')
    assert.ok(await city.evaluate((one) => one === document.activeElement))
    assert.notEqual(await colours(), before)
    assert.match(await page.textContent('#isopleths ul.verdict'), lang === 'en' ? /changes MDA8 by less than the error[^]*No cut of VOC is needed/ : /小于响应面误差[^]*无需削减VOCs/)
    await city.selectOption('Shenyang')
}

const filesAre = async (page) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('#isopleths figure .saves button').first().click()])
    const lines = readFileSync(await file.path(), 'utf8').replace('\ufeff', '').split('\n')
    assert.equal(lines.length, 1 + 13 * 13)
    assert.match(lines[13 * 12 + 1], /^30,0,6(\.0+\d*)?$/)
    const [table] = await Promise.all([page.waitForEvent('download'), page.locator('#alerts .sheet .saves button').first().click()])
    assert.match(readFileSync(await table.path(), 'utf8'), /,orange,2020-01-10 00:00,24,/)
}

// open(browser, path, viewport) as in page.test.mjs.
export const deskIsShown = async (browser, open, path, each) => {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 740 }]) {
        const { page, faults } = await open(browser, path, viewport)
        for (const lang of ['en', 'zh']) {
            await each(page, viewport)
            if (viewport.width > 1000) {
                await alertsAre(page, lang)
                await isoplethsAre(page, lang)
                if (lang === 'en') await filesAre(page)
            }
            if (lang === 'en') await page.click('#language')
        }
        assert.deepEqual(faults, [])
        await page.close()
    }
}
