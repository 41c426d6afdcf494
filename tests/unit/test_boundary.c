/* Boundary files: both layouts give the values that stand in them, linear in time; what a file lacks is taken from the
 * background where that is allowed; every fault is refused with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/state/chemical_set.h"
#include "tests/support/boundary_file.h"

static lt_outdir *dir;
static char folder[64], path[256];
static lt_grid *grid;

static int make(void **state) {
    (void)state;
    dir = mini_dir(folder, 1);
    MINI_OK(lt_grid_read(dir, "grid.nc", &grid));
    snprintf(path, sizeof path, "%s/boundary.nc", folder);
    return 0;
}

static int drop(void **state) {
    (void)state;
    char command[128];
    lt_grid_free(grid);
    lt_outdir_close(dir);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* Exact in float: sums of powers of two times 2^-40. */
static double value(int v, int record, int s, int k, int c) {
    return 0x1p-40 * (1 + v + 8 * record + 64 * s + 1024 * k + 8192 * c);
}

static boundary_plan good(bool perimeter) {
    return (boundary_plan){.perimeter = perimeter, .initial = true, .n_times = 4, .step_h = 1, .value = value};
}

static lt_border *background(void) {
    lt_border *b;
    double profile[LT_N_SPECIES * MINI_NZ];
    for (int n = 0; n < LT_N_SPECIES * MINI_NZ; ++n) profile[n] = 0.5;
    MINI_OK(lt_border_create(LT_N_SPECIES, MINI_NX, MINI_NY, MINI_NZ, &b));
    lt_border_fill(b, b->n_species, profile);
    return b;
}

static lt_status open_it(const boundary_plan *plan, int n_hours, bool may_lack, const lt_border *rest,
                         lt_boundary **out) {
    boundary_write(dir, "boundary.nc", grid, plan);
    const lt_boundary_need need = {.grid = grid,
                                   .n_species = LT_N_SPECIES,
                                   .n_required = LT_N_SPECIES,
                                   .species = lt_passive_species,
                                   .may_lack = may_lack,
                                   .background = rest,
                                   .start = mini_start,
                                   .n_hours = n_hours,
                                   .initial = plan->initial};
    return lt_boundary_open(path, &need, out);
}

/* All values of b are those of the plan at a time between two records. */
static void expect_between(const boundary_plan *p, const lt_border *b, int record, double fraction) {
    for (int s = 0; s < LT_N_SPECIES; ++s)
        for (int k = 0; k < MINI_NZ; ++k)
            for (int v = 0; v <= LT_N_SIDES; ++v) {
                bool top = v == LT_N_SIDES;
                int n = top ? MINI_NX * MINI_NY : lt_border_length(b, (lt_side)v);
                if (top && k > 0) continue;
                for (int c = 0; c < n; ++c) {
                    int cell = p->perimeter ? c : 0;
                    double want =
                        (1 - fraction) * value(v, record, s, k, cell) + fraction * value(v, record + 1, s, k, cell);
                    double found = (double)(top ? lt_border_top(b, s)[c] : lt_border_side(b, (lt_side)v, s, k)[c]);
                    assert_true(found == want);
                }
            }
}

static void test_values(void **state) {
    (void)state;
    for (int perimeter = 0; perimeter < 2; ++perimeter)
        for (int step = 1; step <= 2; ++step) {
            boundary_plan plan = good(perimeter);
            plan.step_h = step;
            lt_border *b = background();
            lt_boundary *file;
            MINI_OK(open_it(&plan, 3, false, b, &file));
            for (int hour = 0; hour < 3; ++hour) {
                MINI_OK(lt_boundary_hour(file, mini_start + hour * LT_HOUR));
                for (int quarter = 0; quarter <= 4; ++quarter) {
                    double at = (hour + 0.25 * quarter) / step;
                    lt_boundary_at(file, (double)mini_start + (hour + 0.25 * quarter) * LT_HOUR, b);
                    int record = hour / step;
                    expect_between(&plan, b, record, at - record);
                }
            }
            lt_boundary_close(file);
            lt_border_free(b);
        }
}

static void test_first_state(void **state) {
    (void)state;
    static lt_real flat[MINI_NZ * MINI_NY * MINI_NX];
    for (int perimeter = 0; perimeter < 2; ++perimeter) {
        boundary_plan plan = good(perimeter);
        lt_border *b = background();
        lt_boundary *file;
        lt_state *first;
        MINI_OK(open_it(&plan, 3, false, b, &file));
        MINI_OK(lt_state_create(&lt_passive_set, MINI_NX, MINI_NY, MINI_NZ, 2, 2, &first));
        MINI_OK(lt_boundary_initial(file, first));
        for (int s = 0; s < LT_N_SPECIES; ++s) {
            lt_state_get(first, s, flat);
            for (int c = 0; c < MINI_NZ * MINI_NY * MINI_NX; ++c)
                assert_true((double)flat[c] ==
                            value(5, 0, s, c / (MINI_NX * MINI_NY), perimeter ? c % (MINI_NX * MINI_NY) : 0));
        }
        lt_state_free(first);
        lt_boundary_close(file);
        lt_border_free(b);
    }
}

static void test_what_a_file_lacks(void **state) {
    (void)state;
    boundary_plan plan = good(true);
    lt_border *b = background();
    lt_boundary *file;
    plan.lacks[0] = "CO";
    MINI_OK(open_it(&plan, 3, true, b, &file));
    MINI_OK(lt_boundary_hour(file, mini_start));
    lt_boundary_at(file, (double)mini_start, b);
    assert_true(lt_border_side(b, LT_EAST, LT_S_CO, 3)[2] == (lt_real)0.5);
    assert_true(lt_border_top(b, LT_S_CO)[7] == (lt_real)0.5);
    /* CO is the sixth species: VOC, the seventh, stands at its place in the file. */
    assert_true((double)lt_border_side(b, LT_EAST, LT_S_VOC, 3)[2] == value(LT_EAST, 0, LT_S_VOC - 1, 3, 2));
    lt_boundary_close(file);
    lt_border_free(b);
}

/* A tag of what enters, or of what was there at the start, stands in no file: it takes the values of its parent. */
static void test_stand_ins(void **state) {
    (void)state;
    int border_as[LT_N_SPECIES], initial_as[LT_N_SPECIES];
    static lt_real flat[MINI_NZ * MINI_NY * MINI_NX];
    boundary_plan plan = good(true);
    lt_border *b = background();
    lt_boundary *file;
    lt_state *first;
    for (int s = 0; s < LT_N_SPECIES; ++s) border_as[s] = initial_as[s] = -1;
    plan.lacks[0] = "PMC"; /* the last, so that the others keep their places */
    border_as[LT_S_PMC] = LT_S_BC;
    initial_as[LT_S_PMC] = LT_S_SO2;
    boundary_write(dir, "boundary.nc", grid, &plan);
    const lt_boundary_need need = {.grid = grid,
                                   .n_species = LT_N_SPECIES,
                                   .species = lt_passive_species,
                                   .background = b,
                                   .border_as = border_as,
                                   .initial_as = initial_as,
                                   .start = mini_start,
                                   .n_hours = 3,
                                   .initial = true};
    MINI_OK(lt_boundary_open(path, &need, &file));
    MINI_OK(lt_boundary_hour(file, mini_start));
    lt_boundary_at(file, (double)mini_start, b);
    assert_true((double)lt_border_side(b, LT_EAST, LT_S_PMC, 3)[2] == value(LT_EAST, 0, LT_S_BC, 3, 2));
    assert_true((double)lt_border_top(b, LT_S_PMC)[7] == value(LT_N_SIDES, 0, LT_S_BC, 0, 7));
    MINI_OK(lt_state_create(&lt_passive_set, MINI_NX, MINI_NY, MINI_NZ, 1, 1, &first));
    MINI_OK(lt_boundary_initial(file, first));
    lt_state_get(first, LT_S_PMC, flat);
    assert_true((double)flat[MINI_NX * MINI_NY + 5] == value(5, 0, LT_S_SO2, 1, 5));
    lt_state_free(first);
    lt_boundary_close(file);
    lt_border_free(b);
}

static void expect_fault(const boundary_plan *plan, int n_hours, const char *const *say) {
    lt_boundary *file;
    char text[4096];
    assert_int_equal(open_it(plan, n_hours, false, NULL, &file), LT_ERR_INPUT);
    assert_null(file);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    for (int n = 0; say[n]; ++n)
        if (!strstr(text, say[n])) fail_msg("'%s' is not in: %s", say[n], text);
    assert_non_null(strstr(text, "boundary.nc"));
}

#define SAY(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_faults(void **state) {
    (void)state;
    static const double other_edges[MINI_NZ + 1] = {0, 40, 130, 300, 800, 2000, 5000};
    for (int perimeter = 0; perimeter < 2; ++perimeter) {
        boundary_plan plan = good(perimeter);
        expect_fault(&plan, 4, SAY("does not cover the run", "2020-01-06T04:00:00Z", "2020-01-06T03:00:00Z"));
        plan.lacks[0] = "SO4";
        plan.lacks[1] = "VOC";
        expect_fault(&plan, 3, SAY("lacks species", "SO4, VOC", "boundary_missing"));
        plan = good(perimeter);
        plan.gap = 2;
        expect_fault(&plan, 3, SAY("not even", "2020-01-06T01:00:00Z", "2020-01-06T03:00:00Z"));
        plan = good(perimeter);
        plan.late = 9.969e36; /* a fill value: no instants were written */
        expect_fault(&plan, 3, SAY("not even", "no time (9.969e+36)"));
        plan = good(perimeter);
        plan.twice = "SO2";
        expect_fault(&plan, 3, SAY("stands twice", "species, value 1", "SO2"));
        plan = good(perimeter);
        plan.z_edge = other_edges;
        expect_fault(&plan, 3, SAY("another grid", "z_edge", "130 m", "120 m"));
        for (int v = 0; v < 5; ++v) {
            static const char *const places[] = {"layer 2, row 3", "layer 2, row 3", "layer 2, column 3",
                                                 "layer 2, column 3", ", row 0, column 3"};
            plan = good(perimeter);
            plan.bad_in = boundary_variables[v];
            plan.bad = -1e-9;
            expect_fault(&plan, 3,
                         SAY(boundary_variables[v], "NOX", "2020-01-06T01:00:00Z",
                             perimeter ? places[v]
                             : v == 4  ? "NOX"
                                       : "layer 2",
                             "-1e-09"));
            plan.bad = NAN;
            expect_fault(&plan, 3, SAY(boundary_variables[v], "NOX", "nan"));
        }
    }
    boundary_plan plan = good(true);
    plan.x_shift = 27e3;
    expect_fault(&plan, 3, SAY("another grid", ", x, value 0", "mini"));
}

/* Of a file that says what it is of; one of another chemistry is refused even if it may lack species. */
static void test_chemistry(void **state) {
    (void)state;
    boundary_plan plan = good(true);
    lt_boundary_need need = {.grid = grid,
                             .n_species = LT_N_SPECIES,
                             .n_required = LT_N_SPECIES,
                             .species = lt_passive_species,
                             .may_lack = true,
                             .chemistry = "off",
                             .start = mini_start,
                             .n_hours = 1};
    lt_boundary *file;
    char text[4096];
    for (int which = 0; which < 3; ++which) {
        plan.chemistry = which == 0 ? NULL : which == 1 ? "off" : "cb6r5";
        boundary_write(dir, "boundary.nc", grid, &plan);
        lt_status status = lt_boundary_open(path, &need, &file);
        assert_int_equal(status, which < 2 ? LT_OK : LT_ERR_INPUT);
        lt_boundary_close(file);
    }
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "another chemistry"));
    assert_non_null(strstr(text, "cb6r5"));
}

/* A run of a mechanism whose boundary file holds the passive species: all that it lacks are named but radicals, none
 * that it has; told so, it takes them from the background and says which. */
static void test_species_of_a_mechanism(void **state) {
    (void)state;
    boundary_plan plan = good(true);
    lt_chemical_set *set;
    lt_border *rest;
    lt_boundary *file;
    char text[8192];
    MINI_OK(lt_chemical_set_create("cb6r5", &set));
    MINI_OK(lt_border_create(set->n, MINI_NX, MINI_NY, MINI_NZ, &rest));
    boundary_write(dir, "boundary.nc", grid, &plan);
    lt_boundary_need need = {.grid = grid,
                             .n_species = set->n,
                             .n_required = set->n,
                             .species = set->info,
                             .background = rest,
                             .start = mini_start,
                             .n_hours = 3};
    assert_int_equal(lt_boundary_open(path, &need, &file), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    for (int s = 0; s < set->n; ++s) {
        char word[32];
        snprintf(word, sizeof word, " %s%s", set->info[s].name, s + 1 < set->n ? "," : "\n");
        const bool held = lt_species_find(&lt_passive_set, set->info[s].name) >= 0;
        if ((held || set->info[s].short_lived) == (strstr(text, word) != NULL))
            fail_msg("%s: %s", set->info[s].name, text);
    }
    const int form = lt_chemical_set_find(set, "FORM"), pan = lt_chemical_set_find(set, "PAN");
    int n_short = 0;
    for (int s = 0; s < set->n; ++s) n_short += set->info[s].short_lived;
    lt_border_side(rest, LT_EAST, form, MINI_NZ - 1)[1] = (lt_real)1e-9;
    lt_border_top(rest, pan)[0] = (lt_real)1e-9;
    need.may_lack = true;
    MINI_OK(lt_boundary_open(path, &need, &file));
    const char *en = lt_boundary_filled(file, false), *zh = lt_boundary_filled(file, true);
    assert_non_null(strstr(en, lt_fmt("lacks %d of %d species; ", set->n - 3, set->n)));
    assert_non_null(strstr(en, "; 2 from the background of the month (PAN FORM); "));
    assert_non_null(strstr(en, lt_fmt("; %d at 0, as the background has none (NO2", set->n - 5 - n_short)));
    assert_non_null(strstr(en, lt_fmt("; %d at 0, as they live short", n_short)));
    assert_non_null(strstr(zh, "；2 个取当月背景值 (PAN FORM)"));
    assert_true(strstr(en, " NO3 ") == NULL && strstr(en, " N2O5 ") != NULL && n_short > 20);
    lt_boundary_close(file);
    need.background = NULL; /* only judged */
    MINI_OK(lt_boundary_open(path, &need, &file));
    assert_null(lt_boundary_filled(file, false));
    lt_boundary_close(file);
    lt_border_free(rest);
    lt_chemical_set_free(set);
}

static void test_state_of_another_hour(void **state) {
    (void)state;
    boundary_plan plan = good(true);
    boundary_write(dir, "boundary.nc", grid, &plan);
    lt_boundary_need need = {.grid = grid,
                             .n_species = LT_N_SPECIES,
                             .n_required = LT_N_SPECIES,
                             .species = lt_passive_species,
                             .start = mini_start + LT_HOUR,
                             .n_hours = 1,
                             .initial = true};
    lt_boundary *file;
    char text[4096];
    assert_int_equal(lt_boundary_open(path, &need, &file), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "2020-01-06T01:00:00Z"));
    need.initial = false;
    MINI_OK(lt_boundary_open(path, &need, &file));
    lt_boundary_close(file);
}

static long told;
static void tell(const char *text, void *context) {
    (void)text;
    (void)context;
    ++told;
}

static long faults_of(const boundary_plan *plan) {
    lt_faults faults = {.report = tell};
    lt_ncr *file;
    told = 0;
    boundary_write(dir, "boundary.nc", grid, plan);
    MINI_OK(lt_ncr_open(path, &file));
    MINI_OK(lt_boundary_judge(file, &faults));
    lt_ncr_close(file);
    return told;
}

static void test_check_lists_faults(void **state) {
    (void)state;
    boundary_plan plan = good(true);
    assert_int_equal(faults_of(&plan), 0);
    plan.bad_in = "south";
    plan.bad = -1;
    assert_int_equal(faults_of(&plan), 1);
    plan.gap = 3;
    assert_int_equal(faults_of(&plan), 1); /* the axis alone: what stands on it is not judged */
    plan = good(false);
    assert_int_equal(faults_of(&plan), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values),
                                       cmocka_unit_test(test_first_state),
                                       cmocka_unit_test(test_what_a_file_lacks),
                                       cmocka_unit_test(test_stand_ins),
                                       cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_chemistry),
                                       cmocka_unit_test(test_species_of_a_mechanism),
                                       cmocka_unit_test(test_state_of_another_hour),
                                       cmocka_unit_test(test_check_lists_faults)};
    return cmocka_run_group_tests_name("boundary", tests, make, drop);
}
