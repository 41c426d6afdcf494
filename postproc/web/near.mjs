// Maps near the sources made by hand, put into the case of desk.mjs, and what the page must say of them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const SIDE = 6
const CHECK = 2e-15
const points = [...Array(SIDE * SIDE).keys()]
// Classes of 1 from 0 to 9: the value of a sign n is n / 7, read at the middle of the seventh; the last point is above all.
const field = points.map((q) => (q === 35 ? '/' : signs[q])).join('')
// Scale 3: a tenth a sign, the first row below the noise.
const changes = points.map((q) => (q < SIDE ? '-' : signs[31 - (q % 30)])).join('')
const values = (mean) => ({ mean_ugm3: mean, highest_ugm3: mean + 3, highest_lon: 120.5, highest_lat: 41.25, highest_hour_ugm3: 123.4, mean_difference: CHECK, stack_share: 0.125, flat_share: 0.5, shaped_share: 0.0625 })
// Stacks are too little for a place.
const placeless = (mean) => {
    const { highest_lon, highest_lat, ...rest } = values(mean)
    return { ...rest, shaped_share: 0.0001 }
}
const pollutant = (names, factor) => ({
    base: values(10 * factor),
    packages: Object.fromEntries(names.map((name) => [name, { ...placeless(9 * factor), delta_ugm3: -factor, delta_stacks_ugm3: -0.75 * factor, largest_decrease_ugm3: -2.5 * factor, largest_increase_ugm3: 0, hidden_share: 0.25 }])),
})
const stack = (id, x, assumed, inside) => ({ id, x, y: -2, height: 80, assumed, inside, rates: { so2: [12.3, 4.5, 4.5, 4.5, 4.5, 4.5] } })
const stacks = [stack('plant_a', -3, false, true), stack('plant_b', -3.2, false, true), stack('houses', 9, true, true), stack('far', 20, false, false)]

export const nearBy = (island) => {
    const periods = island.summary.periods.map((one) => one.id)
    const names = Object.keys(island.summary.cities[0].packages)
    const pictures = () => ({
        cells: points.slice(0, 9).map((n) => [10 + n, n ? 1 : null, 10 + n]),
        amounts: Object.fromEntries(['base', ...names].map((name) => [name, { bounds: [1, 2, 3, 4, 5, 6, 7, 8], field }])),
        changes: Object.fromEntries(names.map((name) => [name, { scale: 3, field: changes }])),
    })
    const site = (id, lonely) => ({
        said: {
            site: id, title_en: lonely ? '' : 'A town', title_zh: lonely ? '' : '某镇', resolution_m: 4500, cell_km: 9, cells: [3, 3],
            by_period: Object.fromEntries(periods.map((period) => [period, { stacks: lonely ? 0 : 3, around: lonely ? 0 : 1, place_assumed: lonely ? 0 : 1, pollutants: { so2: pollutant(names, 1), pm25: pollutant(names, 4) } }])),
        },
        drawn: { nx: SIDE, ny: SIDE, half: [13.5, 13.5], middle: [0, 0], by_period: Object.fromEntries(periods.map((period) => [period, { stacks: lonely ? [] : stacks, pollutants: { so2: pictures(), pm25: pictures() } }])) },
    })
    const sites = [site('town', false), site('wood', true)]
    island.summary.near = { sites: sites.map((one) => one.said) }
    island.near = { sites: sites.map((one) => one.drawn) }
    return island
}

const cellsOf = (page, row) => page.$$eval(`#near ${row} td`, (all) => all.map((one) => one.textContent))
const select = (page, nth, value) => page.locator('#near select').nth(nth).selectOption(value)

const picturesAre = async (page, lang) => {
    const words = lang === 'en' ? 'place assumed' : '位置为假设'
    assert.equal(await page.locator('#near figure svg image').count(), 2)
    // Two plants share a symbol, one outside has none; the words stand at the assumed one alone, on both pictures.
    assert.deepEqual(await page.$$eval('#near g[data-place]', (all) => all.map((one) => `${one.dataset.place} ${one.textContent}`)), ['known 1', `assumed 2 ${words}`, 'known 1', `assumed 2 ${words}`])
    assert.match(await page.textContent('#near .near-warning'), lang === 'en' ? /of 1 of the 3 stacks/ : /3个排气筒中有1个/)
    // One pixel a point, north up: the first point of the field is the lowest left, white; the highest is the darkest.
    const pixels = await page.evaluate(async () => {
        const picture = new Image()
        picture.src = document.querySelector('#near figure svg image').getAttribute('href')
        await picture.decode()
        const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height })
        const brush = canvas.getContext('2d', { willReadFrequently: true })
        brush.drawImage(picture, 0, 0)
        const at = (x, y) => [...brush.getImageData(x, y, 1, 1).data].slice(0, 3).join()
        return [picture.width, picture.height, at(0, 5), at(5, 0)]
    })
    assert.deepEqual(pixels, [SIDE, SIDE, '255,255,229', '128,0,38'])
}

const numbersAre = async (page, lang) => {
    const name = await page.getAttribute('#page', 'data-package')
    assert.deepEqual((await cellsOf(page, 'tr[data-variant=base]')).slice(0, 4), ['10.0', '13.0', '120.500, 41.250', '123'])
    assert.deepEqual(await cellsOf(page, `tr[data-variant="${name}"]`), ['9.00', '12.0', lang === 'en' ? 'stacks contribute little' : '排气筒贡献很小', '123', '-1.00', '-2.50', '0', '25'])
    assert.ok((await page.textContent('#near')).includes(CHECK.toExponential(1)))
    assert.deepEqual(await cellsOf(page, 'tr[data-cell="8"]'), ['18.0000', '18.0000', '1.0000'])
    assert.deepEqual(await cellsOf(page, 'tr[data-cell="0"]'), ['10.0000', '10.0000', '-'])
    assert.match(await page.textContent('#near'), lang === 'en' ? /12\.5 % of the mean of these cells[^]*50 % of that/ : /12\.5%来自[^]*其中50%/)
}

// Under the pictures: what plumes shape of the left one (of the reference), what of the change came from stacks.
const stacksAre = async (page, lang) => {
    const keys = await page.$$eval('#near figure .keys', (all) => all.map((one) => one.textContent))
    assert.match(keys[0], lang === 'en' ? /stacks: < 0\.1 % of the mean/ : /排气筒：平均的< 0\.1%/)
    assert.match(keys[1], lang === 'en' ? /stacks: -0\.750 µg\/m³ of the mean change/ : /平均变化中排气筒占-0\.750 µg\/m³/)
}

const choicesAre = async (page, lang) => {
    const last = (await page.locator('#near select').count()) - 1
    await select(page, last, 'pm25')
    assert.match(await page.textContent('#near figcaption'), /PM2\.5/)
    assert.equal((await cellsOf(page, 'tr[data-variant=base]'))[0], '40.0')
    await select(page, 0, 'wood')
    assert.equal(await page.locator('#near .near-warning, #near g[data-place]').count(), 0)
    assert.match(await page.textContent('#near .sheet caption'), lang === 'en' ? /wood, µg/ : /wood，µg/)
    await select(page, 0, 'town')
    await select(page, last, 'so2')
}

const filesAre = async (page) => {
    const saved = async (nth) => {
        const [file] = await Promise.all([page.waitForEvent('download'), page.locator('#near figure').nth(nth).locator('.saves button').first().click()])
        return readFileSync(await file.path(), 'utf8').split('\n')
    }
    const amounts = await saved(0)
    assert.equal(amounts.length, 1 + SIDE * SIDE)
    assert.equal(amounts[1], '-11.25,-11.25,0.071429')
    assert.equal(amounts[36], '11.25,11.25,9')
    const lines = await saved(1)
    assert.equal(lines[1], '-11.25,-11.25,')
    assert.equal(lines[8], '-6.75,-6.75,-0.7')
}

const pointing = async (page) => {
    const box = await page.locator('#near figure svg').first().boundingBox()
    await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.9)
    assert.match(await page.textContent('#near .near-tip'), /-11\.25[^]*0\.000 – 0\.143 µg\/m³/)
}

// open(browser, path, viewport) as in page.test.mjs.
export const nearIsShown = async (browser, open, path) => {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 740 }]) {
        const { page, faults } = await open(browser, path, viewport)
        for (const lang of ['en', 'zh']) {
            assert.equal(await page.textContent('#near h2'), lang === 'en' ? 'Near the sources' : '源区近场（百米网格）')
            await picturesAre(page, lang)
            await numbersAre(page, lang)
            await stacksAre(page, lang)
            await choicesAre(page, lang)
            if (viewport.width > 1000 && lang === 'en') {
                await page.locator('#near').scrollIntoViewIfNeeded()
                await filesAre(page)
                await page.locator('#near figure svg').first().scrollIntoViewIfNeeded()
                await pointing(page)
            }
            if (lang === 'en') await page.click('#language')
        }
        assert.deepEqual(faults, [])
        await page.close()
    }
}
