/* From a restart file and obs.nc to a restart file that a run begins from: the background is what the run wrote, units,
 * states and flags are heeded, what the analysis says is what the copy holds, and the model goes on from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/analysis/command/seed.h"
#include "model/analysis/command/station_hour.h"
#include "model/state/restart_scale.h"
#include "tests/support/mini_reacting.h"
#include "tests/support/nc_make.h"
#include "tests/support/words.h"

enum { HOURS = 2, STATIONS = 5, CELLS = MINI_NX * MINI_NY * MINI_NZ };

static lt_outdir *dir;
static char folder[64], restart_path[256], obs_path[256];
static lt_chemical_set *set;
static double lon[STATIONS], lat[STATIONS], background[LT_N_MONITORED][STATIONS];
static const int cell[STATIONS - 1] = {3 * MINI_NX + 4, 3 * MINI_NX + 9, 8 * MINI_NX + 4, 6 * MINI_NX + 7};

/* The fields at the end of the run, in the cells of the stations. */
static void read_background(void) {
    lt_ncr *file;
    static double values[HOURS * MINI_NX * MINI_NY];
    MINI_OK(lt_ncr_open_own(dir, "output_now_t.nc", &file));
    for (int o = 0; o < LT_N_MONITORED; o++) {
        MINI_OK(lt_ncr_get_double(file, lt_monitored_fields[o], "ug m-3", HOURS * MINI_NX * MINI_NY, values));
        for (int s = 0; s < STATIONS - 1; s++) background[o][s] = values[(HOURS - 1) * MINI_NX * MINI_NY + cell[s]];
    }
    lt_ncr_close(file);
}

static int make(void **state) {
    (void)state;
    mini_ran ran;
    lt_grid *grid;
    mini_reacts = true;
    dir = mini_nest_dir(folder, HOURS + 1, 0);
    mini_react(dir,
               &(mini_way){.lines = "output: [{set: surface, name: now, values: instant, interval: 1 h}]\n",
                           .hours = HOURS,
                           .threads = 2},
               &ran);
    snprintf(restart_path, sizeof restart_path, "%s/restart_t.nc", folder);
    snprintf(obs_path, sizeof obs_path, "%s/obs.nc", folder);
    MINI_OK(lt_grid_read(dir, "grid.nc", &grid));
    for (int s = 0; s < STATIONS - 1; s++) {
        lon[s] = grid->lon[cell[s]];
        lat[s] = grid->lat[cell[s]];
    }
    lon[STATIONS - 1] = 100.0; /* outside */
    lat[STATIONS - 1] = 30.0;
    lt_grid_free(grid);
    MINI_OK(lt_chemical_set_create("cb6r5", &set));
    read_background();
    return 0;
}

static int drop(void **state) {
    (void)state;
    lt_chemical_set_free(set);
    return mini_remove(dir, folder);
}

/* obs.nc of two hours, of which the second is that of the analysis: values [kind][station]. */
typedef struct made {
    double value[LT_N_MONITORED][STATIONS], flag[LT_N_MONITORED][STATIONS], at[LT_N_MONITORED][STATIONS];
    const char *co_unit;
    double co_scale; /* ug m-3 in one of it */
    long late;       /* hours that the file is later */
} made;

static void write_obs(const made *m) {
    const int file = nc_begin(obs_path);
    double two[2 * STATIONS];
    nc_dim(file, "time", 2);
    nc_dim(file, "station", STATIONS);
    nc_var(file, "time", NC_DOUBLE, "time", "hours since 1970-01-01 00:00:00");
    nc_var(file, "lon", NC_DOUBLE, "station", "degrees_east");
    nc_var(file, "lat", NC_DOUBLE, "station", "degrees_north");
    const double end = (double)(mini_start / LT_HOUR + HOURS + m->late);
    nc_put(file, "time", (const double[]){end - 1.5, end - 0.5});
    nc_put(file, "lon", lon);
    nc_put(file, "lat", lat);
    for (int o = 0; o < LT_N_MONITORED; o++) {
        char names[3][64];
        const double scale = o == LT_MONITORED_CO ? m->co_scale : 1.0;
        const double *const rows[3] = {m->value[o], m->flag[o], m->at[o]};
        snprintf(names[0], 64, "%s", lt_monitored_fields[o]);
        snprintf(names[1], 64, "%s_flags", lt_monitored_fields[o]);
        snprintf(names[2], 64, "%s_state", lt_monitored_fields[o]);
        for (int v = 0; v < 3; v++) {
            nc_var(file, names[v], NC_DOUBLE, "time station",
                   v > 0                  ? "1"
                   : o == LT_MONITORED_CO ? m->co_unit
                                          : "ug m-3");
            for (int s = 0; s < STATIONS; s++) {
                two[s] = v == 0 ? NAN : 0.0;
                two[STATIONS + s] = v == 0 ? rows[v][s] / scale : rows[v][s];
            }
            nc_put(file, names[v], two);
        }
    }
    nc_end(file);
}

/* What the model has, times a factor; ambient. */
static made made_of(double factor) {
    made m = {.co_unit = "mg m-3", .co_scale = 1000.0};
    for (int o = 0; o < LT_N_MONITORED; o++)
        for (int s = 0; s < STATIONS; s++) m.value[o][s] = s < STATIONS - 1 ? factor * background[o][s] : 10.0;
    return m;
}

static lt_status seed_members(int n, lt_restart *const *members, lt_seed *out) {
    const lt_seed_wish wish = {.dir = dir,
                               .grid = "grid.nc",
                               .met = "met_p.nc",
                               .n_members = n,
                               .restart = members,
                               .group = "domain1",
                               .obs = obs_path,
                               .set = set};
    return lt_seed_make(&wish, out);
}

static lt_status seed_from(const char *path, lt_seed *out) {
    lt_restart *restart;
    MINI_OK(lt_restart_open(path, &restart));
    const lt_status status = seed_members(1, &restart, out);
    lt_restart_abandon(restart);
    return status;
}

/* The copy of a member's file by its factors. */
static void write_copy_as(const lt_seed *seed, int member, const char *from, const char *name) {
    lt_restart_scale scales[256];
    const double *factor = seed->factor + (size_t)member * LT_N_SCALED * seed->cells;
    int n = 0;
    for (int s = 0; s < set->n; s++)
        if (lt_scaled_of(&set->info[s]) != LT_N_SCALED)
            scales[n++] = (lt_restart_scale){"domain1", set->info[s].name, seed->cells,
                                             factor + lt_scaled_of(&set->info[s]) * seed->cells};
    MINI_OK(lt_restart_scaled(from, dir, name, n, scales, "of this test"));
}

static void write_copy(const lt_seed *seed) {
    write_copy_as(seed, 0, restart_path, "analysed.nc");
}

/* Observations that are the model's own fields: nothing to correct, whatever unit CO has. */
static void test_background_is_the_fields(void **state) {
    (void)state;
    made m = made_of(1.0);
    lt_seed seed;
    write_obs(&m);
    MINI_OK(seed_from(restart_path, &seed));
    for (int o = 0; o < LT_N_MONITORED; o++) {
        assert_int_equal(seed.count[o].used, STATIONS - 1);
        assert_int_equal(seed.count[o].outside, 1);
        /* Fields and observations went through floats. */
        assert_true(seed.count[o].rms_before < 4e-7 * background[o][0] + 4e-7 * background[o][3]);
    }
    assert_int_equal(seed.n_stations, STATIONS);
    lt_seed_free(&seed);
}

/* A gas at 298.15 K and 1013.25 hPa is brought to the air of its cell; a flagged value is not used. */
static void test_states_and_flags(void **state) {
    (void)state;
    made m = made_of(1.0);
    lt_seed seed;
    for (int s = 0; s < STATIONS; s++) m.at[LT_MONITORED_SO2][s] = 2;
    m.flag[LT_MONITORED_PM25][1] = 4;
    m.value[LT_MONITORED_PM10][2] = NAN;
    write_obs(&m);
    MINI_OK(seed_from(restart_path, &seed));
    assert_int_equal(seed.n_flagged, 1);
    assert_int_equal(seed.count[LT_MONITORED_PM25].used, STATIONS - 2);
    assert_int_equal(seed.count[LT_MONITORED_PM10].used, STATIONS - 2);
    lt_seed_free(&seed);
    /* The density by hand of the mini weather, at the end of the run. */
    double expected = 0.0;
    for (int s = 0; s < STATIONS - 1; s++) {
        lt_grid *grid;
        MINI_OK(lt_grid_read(dir, "grid.nc", &grid));
        const double mass = mini_value(&mini_whole, "air_mass", HOURS, 0, cell[s] / MINI_NX, cell[s] % MINI_NX);
        const double density = mass / (grid->area[cell[s]] * 40.0),
                     reference = 101325 * 0.0289647 / (8.314462618 * 298.15);
        expected += background[LT_MONITORED_SO2][s] * (density / reference - 1.0) / (STATIONS - 1);
        lt_grid_free(grid);
    }
    write_obs(&m);
    MINI_OK(seed_from(restart_path, &seed));
    assert_true(fabs(seed.count[LT_MONITORED_SO2].bias_before - expected) < 1e-5 * fabs(expected));
    lt_seed_free(&seed);
}

/* Analysed again, the copy lies from the observations as far as the first analysis said; a run begins from it. */
static void test_copy_holds_the_analysis(void **state) {
    (void)state;
    made m = made_of(1.3);
    lt_seed first, second;
    lt_digest before, after;
    char copy[256];
    write_obs(&m);
    MINI_OK(lt_hash_file(restart_path, before));
    MINI_OK(seed_from(restart_path, &first));
    write_copy(&first);
    MINI_OK(lt_hash_file(restart_path, after));
    assert_string_equal(before, after);
    snprintf(copy, sizeof copy, "%s/analysed.nc", folder);
    MINI_OK(seed_from(copy, &second));
    for (int o = 0; o < LT_N_MONITORED; o++) {
        const lt_analysis_count *a = &first.count[o], *b = &second.count[o];
        print_message("%s: rms %.3f, analysed %.3f, copy %.3f\n", lt_monitored_names[o], a->rms_before, a->rms_after,
                      b->rms_before);
        assert_true(a->used == STATIONS - 1 && a->rms_after < a->rms_before);
        assert_true(fabs(b->rms_before - a->rms_after) < 1e-6 * (a->rms_before + background[o][0]));
    }
    for (int g = 0; g < LT_N_SCALED; g++) assert_int_equal(first.clipped[g], 0);
    lt_seed_free(&second);
    mini_ran from_copy, from_restart;
    char from[256];
    MINI_OK(lt_outdir_join(dir, "from.nc", from, sizeof from));
    assert_int_equal(rename(restart_path, from), 0); /* the runs write restart_t.nc anew */
    mini_react(dir, &(mini_way){.hours = HOURS + 1, .threads = 2, .from = from}, &from_restart);
    mini_react(dir, &(mini_way){.hours = HOURS + 1, .threads = 2, .from = copy}, &from_copy);
    assert_string_not_equal(from_copy.state, from_restart.state);
    /* Factors of 1 leave every bit of the state: a run from such a copy is the run from the file. */
    for (size_t c = 0; c < LT_N_SCALED * first.cells; c++) first.factor[c] = 1.0;
    assert_int_equal(rename(from, restart_path), 0);
    write_copy(&first);
    mini_react(dir, &(mini_way){.hours = HOURS + 1, .threads = 1, .from = copy}, &from_copy);
    mini_expect_same(from_copy.state, from_restart.state);
    lt_seed_free(&first);
}

/* Members that differ by one factor a group: LETKF of their files; the mean of the copies comes near the stations, no
 * member's mixture changes, and all stand in one moment. */
static void test_members(void **state) {
    (void)state;
    enum { MEMBERS = 20 };
    made m = made_of(1.25);
    lt_restart *members[MEMBERS];
    lt_seed seed, again;
    static double factor[LT_N_SCALED][CELLS];
    char path[256], name[64];
    mini_ran ran;
    mini_react(dir, &(mini_way){.hours = HOURS, .threads = 2}, &ran); /* others wrote another hour there */
    write_obs(&m);
    for (int k = 0; k < MEMBERS; k++) {
        lt_seed drawn = {.cells = CELLS, .factor = factor[0]};
        for (int g = 0; g < LT_N_SCALED; g++)
            for (int c = 0; c < CELLS; c++)
                factor[g][c] = 0.7 + 0.6 * ((k * (g + 3) + 7 * g) % MEMBERS) / (MEMBERS - 1.0);
        snprintf(name, sizeof name, "restart_member%02d.nc", k);
        write_copy_as(&drawn, 0, restart_path, name);
        snprintf(path, sizeof path, "%s/%s", folder, name);
        MINI_OK(lt_restart_open(path, &members[k]));
    }
    MINI_OK(seed_members(MEMBERS, members, &seed));
    for (int k = 0; k < MEMBERS; k++) {
        lt_restart_abandon(members[k]);
        snprintf(path, sizeof path, "%s/restart_member%02d.nc", folder, k);
        snprintf(name, sizeof name, "analysed_member%02d.nc", k);
        write_copy_as(&seed, k, path, name);
        snprintf(path, sizeof path, "%s/%s", folder, name);
        MINI_OK(lt_restart_open(path, &members[k]));
    }
    MINI_OK(seed_members(MEMBERS, members, &again));
    for (int o = 0; o < LT_N_MONITORED; o++) {
        const lt_analysis_count *a = &seed.count[o], *b = &again.count[o];
        print_message("%s: rms %.3f, analysed %.3f, copies %.3f\n", lt_monitored_names[o], a->rms_before, a->rms_after,
                      b->rms_before);
        assert_true(a->used == STATIONS - 1 && a->rms_after < a->rms_before);
        assert_true(fabs(b->rms_before - a->rms_after) < 1e-6 * (a->rms_before + background[o][0]));
    }
    for (int k = 0; k < MEMBERS; k++) lt_restart_abandon(members[k]);
    assert_int_equal(seed.n_members, MEMBERS);
    lt_seed_free(&seed);
    lt_seed_free(&again);
}

static void test_faults(void **state) {
    (void)state;
    made m = made_of(1.0);
    lt_seed seed;
    double factor[CELLS] = {0};
    char path[256];
    snprintf(path, sizeof path, "%s/analysed.nc", folder);
    m.late = 3;
    write_obs(&m);
    BAD_INPUT(lt_restart_scaled(obs_path, dir, "no.nc", 0, NULL, "x"), "not a restart");
    mini_ran ran;
    mini_react(dir, &(mini_way){.hours = HOURS, .threads = 2}, &ran);
    BAD_INPUT(seed_from(restart_path, &seed), "observations", "does not cover");
    lt_seed_free(&seed);
    m.late = 0;
    m.co_unit = "K";
    write_obs(&m);
    BAD_INPUT(seed_from(restart_path, &seed), "co");
    lt_seed_free(&seed);
    m.co_unit = "ug m-3";
    m.at[LT_MONITORED_O3][0] = 7;
    write_obs(&m);
    BAD_INPUT(seed_from(restart_path, &seed), "o3_state", "7");
    lt_seed_free(&seed);
    lt_restart_scale scale = {"domain1", "O3", CELLS, factor};
    factor[5] = -1.0;
    BAD_INPUT(lt_restart_scaled(restart_path, dir, "no.nc", 1, &scale, "x"), "cell 5", "-1");
    factor[5] = 1.0;
    scale.n = CELLS - 1;
    BAD_INPUT(lt_restart_scaled(restart_path, dir, "no.nc", 1, &scale, "x"), "another grid");
    scale.species = "XYZ";
    BAD_INPUT(lt_restart_scaled(restart_path, dir, "no.nc", 1, &scale, "x"), "XYZ");
    assert_false(lt_outdir_has(dir, "no.nc", false, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_background_is_the_fields),
        cmocka_unit_test(test_states_and_flags),
        cmocka_unit_test(test_copy_holds_the_analysis),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
