/* test_trace.c - the rows that make a number: their sum is what the grid and the file hold. */
#include "inventory_fixture.h"

#include "base/ncio.h"
#include "inventory/place/gridding.h"
#include "inventory/trace.h"
#include "tests/support/program.h"
#include "tests/support/root.h"
#include "tests/support/emission_file.h"

#include <cjson/cJSON.h>

enum { HOURS = 3 };

typedef struct setting {
    lt_grid *grid;
    lt_ledger *ledger;
    lt_allocation allocation;
    lt_gridded *g;
} setting;

static lt_time first_hour(void) {
    return lt_time_from_civil(2020, 1, 9, 23, 0, 0); /* 07:00 in Liaoning */
}

static void start(setting *s) {
    s->grid = fixture_grid();
    s->ledger = fixture_ledger(2020);
    fixture_fail(lt_allocation_read(2020, &s->allocation));
    fixture_fail(lt_gridded_create(s->ledger, s->grid, &s->allocation, &s->g));
}

static void end(setting *s) {
    lt_gridded_free(s->g);
    lt_allocation_free(&s->allocation);
    lt_ledger_free(s->ledger);
    lt_grid_free(s->grid);
}

static lt_trace *trace_of(setting *s, lt_trace_query query) {
    lt_trace *trace;
    fixture_fail(lt_trace_of(s->ledger, s->grid, &s->allocation, &query, &trace));
    double running = 0;
    for (long k = 0; k < trace->n; k++) {
        if (k > 0) assert_true(trace->rows[k].amount <= trace->rows[k - 1].amount);
        assert_true(trace->rows[k].in_cell > 0 && trace->rows[k].in_cell <= 1 + 1e-12);
        running += trace->rows[k].amount;
    }
    assert_true(fabs(running - trace->total) <= 1e-9 * trace->total);
    return trace;
}

static long cell_at(const setting *s, double lon, double lat) {
    int i, j;
    bool inside;
    fixture_fail(lt_grid_cell(s->grid, lon, lat, &i, &j, &inside));
    assert_true(inside);
    return (long)j * s->grid->nx + i;
}

static bool point_in(const setting *s, const lt_point *point, long cell) {
    return cell == cell_at(s, point->source->lon, point->source->lat);
}

/* What gridding.c holds: of an hour [kg or mol], and what stands as potential of the year. */
static void grid_holds(setting *s, int e, long cell, lt_time hour, double *in_hour, double *potential) {
    const char *name = s->g->speciation->species[e].name;
    lt_calendar *calendars = s->allocation.calendars->items;
    *in_hour = *potential = 0;
    for (int k = 0; k < s->g->n_groups; k++) {
        const lt_area_group *group = &s->g->groups[k];
        if (!group->kg[e]) continue;
        if (group->law >= 0)
            *potential += group->kg[e][cell];
        else
            *in_hour += group->kg[e][cell] * lt_calendar_rate(&calendars[group->calendar], hour) * LT_HOUR;
    }
    for (long n = 0; n < s->g->n_points; n++) {
        const lt_point *point = &s->g->points[n];
        if (!point_in(s, point, cell)) continue;
        if (lt_timing_moves(point->timing.law, name))
            *potential += point->kg[e];
        else
            *in_hour += point->kg[e] * lt_calendar_rate(&calendars[point->timing.calendar], hour) * LT_HOUR;
    }
}

/* Every species of the mechanism, in two cities, a cell of Jilin and one of the sea. */
static void test_cell_is_the_grids(void **state) {
    (void)state;
    static const double places[][2] = {{123.43, 41.80}, {121.61, 38.91}, {125.3, 43.9}, {120.8, 39.3}};
    setting s;
    start(&s);
    for (size_t p = 0; p < sizeof places / sizeof *places; p++)
        for (int e = 0; e < s.g->speciation->n; e++) {
            const long cell = cell_at(&s, places[p][0], places[p][1]);
            double in_hour, potential;
            char name[32];
            snprintf(name, sizeof name, "model:%s", s.g->speciation->species[e].name);
            lt_trace *t =
                trace_of(&s, (lt_trace_query){.species = name, .cell = cell, .has_hour = true, .hour = first_hour()});
            grid_holds(&s, e, cell, first_hour(), &in_hour, &potential);
            assert_true(fabs(t->as_hours - in_hour) <= 1e-9 * in_hour);
            assert_true(fabs(t->potential - potential) <= 1e-9 * potential);
            if (p < 2 && strcmp(name, "model:SO2") == 0) assert_true(in_hour > 0 && potential > 0 && t->n > 10);
            lt_trace_free(t);
        }
    end(&s);
}

/* The file: area and points of the cell. */
static void test_cell_is_the_files(void **state) {
    (void)state;
    setting s;
    lt_outdir *dir;
    lt_ncr *file;
    start(&s);
    fixture_fail(lt_outdir_open(root, &dir));
    fixture_fail(lt_grid_write(s.grid, dir, "grid.nc"));
    fixture_fail(lt_inventory_emissions(s.ledger, dir, "grid.nc", first_hour(), HOURS, "emissions.nc"));
    fixture_fail(lt_ncr_open(in_root("emissions.nc"), &file));
    const long cell = cell_at(&s, 123.43, 41.80), cells = (long)s.grid->nx * s.grid->ny;
    size_t profiles = 0;
    fixture_fail(lt_ncr_dim(file, "profile", &profiles));
    double *area = calloc(profiles * (size_t)cells, sizeof *area),
           *points = calloc((size_t)s.g->n_points, sizeof *points);
    for (int h = 0; h < HOURS; h++) {
        double sum = 0;
        emission_area_hour(file, "CO", "kg", (size_t)h, (size_t)cells, area);
        emission_points_hour(file, "CO", "kg", (size_t)h, (size_t)s.g->n_points, points);
        for (size_t p = 0; p < profiles; p++) sum += area[p * (size_t)cells + (size_t)cell];
        for (long n = 0; n < s.g->n_points; n++)
            if (point_in(&s, &s.g->points[n], cell)) sum += points[n];
        lt_trace *t = trace_of(
            &s, (lt_trace_query){
                    .species = "model:CO", .cell = cell, .has_hour = true, .hour = first_hour() + h * LT_HOUR});
        assert_true(sum > 0 && fabs(t->as_hours / (sum * 3600) - 1) < 1e-9);
        lt_trace_free(t);
    }
    free(area);
    free(points);
    lt_ncr_close(file);
    lt_outdir_close(dir);
    end(&s);
}

/* Cities and sectors: the sum is the table's. */
static void test_table(void **state) {
    (void)state;
    setting s;
    double kt[LT_N_QUANTITIES], want[LT_N_QUANTITIES];
    start(&s);
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        lt_ledger_quantities_kt(s.ledger, "Anshan", NULL, kt);
        lt_trace *t = trace_of(&s, (lt_trace_query){.species = lt_quantity_names[q], .region = "Anshan", .cell = -1});
        assert_true(fabs(t->total * 1e-6 - kt[q]) <= 1e-12 * kt[q]);
        lt_trace_free(t);
        lt_ledger_quantities_kt(s.ledger, NULL, "steel", want);
        t = trace_of(&s, (lt_trace_query){.species = lt_quantity_names[q], .sector = "steel", .cell = -1});
        assert_true(fabs(t->total * 1e-6 - want[q]) <= 1e-12 * want[q]);
        lt_trace_free(t);
    }
    end(&s);
}

static void test_faults(void **state) {
    (void)state;
    setting s;
    lt_trace *t;
    char text[4096];
    start(&s);
    const lt_trace_query bad[] = {{.species = "NOxx", .cell = -1},
                                  {.species = "NOx", .region = "Shenyan", .cell = -1},
                                  {.species = "NOx", .sector = "stel", .cell = -1},
                                  {.species = "NOx", .cell = (long)s.grid->nx * s.grid->ny}};
    static const char *const hints[] = {"NOx", "Shenyang", "steel", "outside"};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        const lt_status status = lt_trace_of(s.ledger, s.grid, &s.allocation, &bad[k], &t);
        assert_int_equal(status, LT_ERR_USAGE);
        assert_null(t);
        lt_error_text(status, text, sizeof text);
        assert_non_null(strstr(text, hints[k]));
    }
    end(&s);
}

/* The command: a city by its Chinese name, as JSON; what cannot be is a bad request. */
static void test_command(void **state) {
    (void)state;
    double kt[LT_N_QUANTITIES];
    lt_ledger *ledger = fixture_ledger(2020);
    program_result r = program_run(NULL, "inventory", "trace", "--species", "NOx", "--city", "鞍山", "--json", "--top",
                                   "3", "--quiet");
    assert_int_equal(r.code, 0);
    cJSON *answer = cJSON_Parse(r.said);
    lt_ledger_quantities_kt(ledger, "Anshan", NULL, kt);
    const double total = cJSON_GetObjectItem(answer, "total")->valuedouble;
    assert_true(fabs(total * 1e-6 - kt[LT_NOX]) <= 1e-12 * kt[LT_NOX]);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(answer, "rows")), 3);
    const cJSON *first = cJSON_GetArrayItem(cJSON_GetObjectItem(answer, "rows"), 0);
    const lt_source *s = lt_ledger_find(ledger, cJSON_GetObjectItem(first, "id")->valuestring);
    assert_non_null(s);
    const double amount = cJSON_GetObjectItem(first, "amount")->valuedouble, kg = lt_source_emission_kg(s, LT_NOX);
    assert_true(kg > 0 && fabs(amount - kg) <= 1e-12 * kg);
    assert_true(cJSON_GetObjectItem(first, "factor_source")->valuestring[0] != '\0');
    cJSON_Delete(answer);
    program_free(&r);
    static const char *const bad[][4] = {{"--species", "NOx", "--hour", "2020-01-10T08:30"},
                                         {"--species", "NOx", "--cell", "4"},
                                         {"--species", "NOx", "--cell", "-1,5"},
                                         {"--species", "NOxx", "--city", "Anshan"}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        r = program_run(NULL, "inventory", "trace", bad[k][0], bad[k][1], bad[k][2], bad[k][3]);
        assert_int_equal(r.code, 2);
        program_free(&r);
    }
    r = program_run(NULL, "inventory", "trace");
    assert_int_equal(r.code, 2);
    program_free(&r);
    lt_ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cell_is_the_grids),
                                       cmocka_unit_test(test_cell_is_the_files), cmocka_unit_test(test_table),
                                       cmocka_unit_test(test_faults), cmocka_unit_test(test_command)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
