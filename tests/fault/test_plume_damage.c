/* The files of a plume case under damage: cut off anywhere, bytes changed at random, lines doubled, taken out or made
 * huge, numbers made words. A case is refused, or all that it computes is a number. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "model/gaussian/command/plume_run.h"
#include "tests/support/root.h"

#include <math.h>

static const struct {
    const char *name, *text;
} files[] = {
    {"a.SFC",
     "   41.800N  123.430E          UA_ID:    54342  SF_ID:    54342  OS_ID:              VERSION: 22112\n"
     "20  1 10  10  7  -12.3  0.184 -9.000 -9.000 -999.  190.     45.8  0.3000   0.90   0.35    2.31  355.0   10.0 "
     " 260.4    2.0     0   0.00    74.  1021.     5 ADJ-A1  NoSubs\n"
     "20  1 10  10  8   88.0  0.410  0.950  0.008  340.  610.    -71.2  0.3000   0.90   0.35    4.10    0.0   10.0 "
     " 263.1    2.0     0   1.20    61.  1020.    10 ADJ-A1  NoSubs\n"
     "20  1 10  10  9 -999.0 -9.000 -9.000 -9.000 -999. -999. -99999.0  0.3000   0.90   0.35    0.00    0.0   10.0 "
     " 263.1    2.0     0   0.00    60.  1020.     2 ADJ-A1  NoSubs\n"},
    {"a.PFL", "20 1 10 7   10.0 0  355.   2.31  -12.8  -99.0  -99.00\n20 1 10 7   50.0 1  358.   4.00  -12.0   10.0  "
              "  0.21\n20 1 10 8   10.0 1    0.   4.10  -10.0   12.0  -99.00\n"},
    {"weather.csv", "time_local,wind_ms,wind_from_deg,temperature_degC,relative_humidity_pct,cloud_pct,rain_mmh\n"
                    "2020-01-10 06:00,2.1,350,-12,60,30,0\n2020-01-10 07:00,0,,-11,60,30,0.2\n"
                    "2020-01-10 08:00,3.2,330,-9,55,10,0\n"},
    {"factors.csv", "time_local,factor\n2020-01-10 06:00,1\n2020-01-10 07:00,1.5\n2020-01-10 08:00,0\n"},
    {"air.csv", "time_local,value_ugm3\n2020-01-10 06:00,30\n2020-01-10 07:00,41\n2020-01-10 08:00,25\n"},
    {"ozone.csv",
     "time_local,o3_ppb,no2_ppb,no_ppb,j_no2_s\n2020-01-10 06:00,30,9,1,0\n2020-01-10 07:00,20,10,2,0.001\n"
     "2020-01-10 08:00,31,8,1,0.004\n"},
    {"monitors.csv", "id,lon,lat,height_m,ground_m,hill_m\nnorth,123.43,41.81,3,40,60\nsouth,123.431,41.79,,,\n"},
    {"plume.yaml",
     "plume: damaged\npollutant: NOx\nsite: {lon: 123.43, lat: 41.80, ground: 40 m, town_people: 2e6}\n"
     "weather: {file: weather.csv, calms: lowest_wind, land: cropland}\nsources:\n"
     "  - {id: a, x: 0 m, y: 0 m, height: 20 m, diameter: 1 m, flow: 5 m3/s, temperature: 400 K, rate: 2 g/s, factors: "
     "f}\n"
     "  - {id: b, type: area, rectangle: [80 m, 40 m], x: 9 m, y: 5 m, angle: 30 degree, height: 1 m, rate: 3 kg/h, "
     "urban: yes}\n"
     "  - {id: c, type: road, corners: [[0, 0], [90, 40], [200, 40]], width: 9 m, height: 1 m, rate: 1 g/s, group: g}\n"
     "factors: [{id: f, file: factors.csv}]\n"
     "receptors: {monitors: monitors.csv, polar: [{radii: [300 m, 1 km], directions: 5}]}\n"
     "background: {file: air.csv, exclude_sectors: [300, 340]}\n"
     "removal: {half_life: 4 h, dry: computed, gas: NO2, washout: 1e-5 s-1, no2: pss, no2_air: ozone.csv}\n"
     "outputs: {averages: [1h, period], nth: [1, 2], percentiles: [98], by: [group, source], series: yes}\n"},
    {"aermet.yaml",
     "plume: damaged\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80}\n"
     "weather: {file: a.SFC, profile: a.PFL, calms: lowest_wind, lowest_wind: 0.5 m/s, zone: 8 h}\n"
     "sources: [{id: v, type: volume, x: 0 m, y: 0 m, height: 5 m, sigma_y: 9 m, sigma_z: 4 m, rate: 1 g/s}]\n"
     "receptors: {places: [{id: p, x: 400 m, y: -500 m, height: 2 m}]}\noutputs: {averages: [1h, 8h, 24h]}\n"},
};
enum { N_FILES = sizeof files / sizeof *files, ROOM = 4096, ROUNDS = 300 };

static uint32_t any(uint32_t below) {
    return (uint32_t)(random_bits() >> 32) % below;
}

static void count(const char *text, void *context) {
    (void)text;
    ++*(long *)context;
}

static void hear_nothing(const char *text) {
    (void)text;
}

static void log_nothing(lt_log_level level, const char *text) {
    (void)level;
    (void)text;
}

static void judge_run(const lt_plume_setup *s) {
    lt_plume_run *run;
    for (long h = 0; h < s->weather->n; h++)
        for (long q = 0; s->weather->hours[h].air == LT_AIR_GOOD && q < s->sources.n; q++)
            assert_true(lt_source_set_rate(&s->sources, q, h, s->weather->hours[h].end_s) >= 0.0);
    if (s->receptors.n > 100 || s->weather->n > 100)
        return; /* a year or a town of damage costs time and says no more */
    assert_int_equal(lt_plume_run_make(s, 1, &run), LT_OK);
    for (int t = 0; t < run->n_tracks; t++)
        for (int r = 0; r < s->receptors.n; r++) {
            const double mean = lt_plume_statistics_mean(run->statistics, t, r);
            if (!(mean >= 0.0 && isfinite(mean)))
                fail_msg("%s at %s: %g", run->tracks[t].text, s->receptors.ids[r].text, mean);
        }
    lt_plume_run_free(run);
}

/* Was the case made ready without a fault? */
static bool opened(const char *name, bool all) {
    long n = 0;
    lt_plume_setup *setup = NULL;
    lt_faults faults = {.report = all ? count : NULL, .context = &n};
    const lt_status status = lt_plume_setup_open(in_root(name), &faults, &setup);
    assert_true(status == LT_OK || status == LT_ERR_INPUT);
    assert_true((setup != NULL) == (status == LT_OK && faults.n == 0));
    if (setup) judge_run(setup);
    lt_plume_setup_free(setup);
    return setup != NULL;
}

static size_t damage(char *text, size_t size) {
    static const char *const words[] = {"nan", "1e999", "-", "****", "\xff\xfe", "0x10", "1e-400", "99999999999"};
    const uint32_t at = any((uint32_t)size), way = any(5);
    if (way == 0) return at; /* cut */
    if (way == 1) {          /* a word over what stands there */
        const char *word = words[any(sizeof words / sizeof *words)];
        for (size_t k = 0; word[k] && at + k < size; k++) text[at + k] = word[k];
        return size;
    }
    if (way == 2) { /* a line twice, or not at all */
        size_t begin = at, end = at;
        while (begin > 0 && text[begin - 1] != '\n') begin--;
        while (end < size && text[end] != '\n') end++;
        const size_t length = end + (end < size) - begin;
        const bool twice = any(2) && size + length < ROOM;
        memmove(text + begin + (twice ? length : 0), text + begin + (twice ? 0 : length),
                size - begin - (twice ? 0 : length));
        return twice ? size + length : size - length;
    }
    for (uint32_t k = 1 + any(4); k > 0; k--) text[any((uint32_t)size)] = (char)any(256);
    return size;
}

static void put(size_t f, const char *text, size_t size) {
    remove(in_root(files[f].name));
    assert_true(files_write(in_root(files[f].name), text, size));
}

static void test_damage(void **state) {
    (void)state;
    char text[ROOM];
    lt_log_set_sinks(hear_nothing, log_nothing);
    for (size_t f = 0; f < N_FILES; f++) put(f, files[f].text, strlen(files[f].text));
    assert_true(opened("plume.yaml", false) && opened("aermet.yaml", false));
    for (size_t f = 0; f < N_FILES; f++) {
        const char *name = f < 2 || f == N_FILES - 1 ? "aermet.yaml" : "plume.yaml";
        long refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            const size_t length = strlen(files[f].text);
            memcpy(text, files[f].text, length);
            put(f, text, damage(text, length));
            refused += !opened(name, round % 2);
        }
        put(f, files[f].text, strlen(files[f].text));
        print_message("%s: %ld of %d refused\n", files[f].name, refused, ROUNDS);
        assert_true(refused > ROUNDS / 10); /* what is not seen: a changed digit, name or remark, a cut between rows */
    }
}

/* A line of a million bytes, of blanks, digits or words, in every file. */
static void test_huge_lines(void **state) {
    (void)state;
    enum { LONG = 1000000 };
    for (size_t f = 0; f < N_FILES; f++) {
        const size_t length = strlen(files[f].text);
        char *text = malloc(length + LONG + 2);
        assert_non_null(text);
        memcpy(text, files[f].text, length);
        for (int kind = 0; kind < 3; kind++) {
            memset(text + length, "x7 "[kind], LONG);
            text[length + LONG] = '\n';
            put(f, text, length + LONG + 1);
            const bool good = opened(f < 2 || f == N_FILES - 1 ? "aermet.yaml" : "plume.yaml", false);
            if (kind < 2) assert_false(good);
        }
        free(text);
        put(f, files[f].text, length);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_damage), cmocka_unit_test(test_huge_lines)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
