/* composition_fixture.h - a small made run of known parts: PM2.5 and what it is made of in a winter and a summer
 * period, of base, noise and one package; days of heating. For the tests of postproc/composition. */
#ifndef LT_COMPOSITION_FIXTURE_H
#define LT_COMPOSITION_FIXTURE_H

#include "tests/unit/post_fixture.h"

#include "base/csv.h"
#include "postproc/composition/compositions.h"
#include "postproc/text.h"
#include "tests/support/near.h"

enum { HOURS = 8, HEATED = 4, N_PERIODS = 2, WINTER = 0, SUMMER = 1 };

static fixture f;
static lt_period periods[N_PERIODS];
static char *packages[] = {(char *)"boilers"};
static lt_summary *summary;
static lt_compositions *all;

/* What the made files are like. */
static struct {
    bool passive, has_gases;
    int bits;         /* kept of a value; 0: all */
    double too_much;  /* added to PM2.5 of the last hour, in one cell */
    const char *lost; /* field that is not written */
    const char *dust; /* attribute, or NULL */
} made;

/* ug/m3 in winter; in summer another share. Every third cell has a little more. */
static const struct {
    const char *field;
    double winter, summer;
} fields[] = {{"sulfate", 8, 6},       {"nitrate", 20, 1},   {"ammonium", 9, 2},     {"chloride", 1.5, 0.5},
              {"sodium", 0.1, 0.1},    {"hms", 0.4, 0},      {"bc", 8, 1},           {"poa", 26, 2},
              {"soa", 3, 5},           {"om", 29, 7},        {"crustal_ions", 1, 2}, {"soil", 2, 3},
              {"pm_other", 17, 7},     {"pm_water", 26, 9},  {"pmc_soil", 3, 9},     {"pmc_sea_salt", 0.5, 1},
              {"pmc_nitrate", 0.2, 1}, {"pmc_other", 12, 6}, {"pm25", 0, 0},         {"pm10", 0, 0},
              {"nh3", 4, 16},          {"hno3", 1, 7},       {"pmc", 12, 6}};
enum { N_FIELDS = sizeof fields / sizeof *fields };

static FIXTURE_UNUSED bool is_written(const char *field) {
    static const char passive[] = " sulfate bc om pm_other pm25 pm10 pmc ";
    if (made.lost && strcmp(field, made.lost) == 0) return false;
    if (made.passive) return strstr(passive, lt_fmt(" %s ", field)) != NULL;
    if (!made.has_gases && strcmp(field, "hno3") == 0) return false;
    return strcmp(field, "pmc") != 0;
}

static FIXTURE_UNUSED int index_of(const char *field) {
    for (int k = 0; k < N_FIELDS; k++)
        if (strcmp(fields[k].field, field) == 0) return k;
    fail_msg("no field %s", field);
    return 0;
}

/* Is it added to PM2.5, or beside it to PM10? */
static FIXTURE_UNUSED bool adds(int k, bool coarse) {
    static const char fine[] = " sulfate nitrate ammonium chloride sodium hms bc poa soa crustal_ions soil pm_other ";
    static const char fine_passive[] = " sulfate bc om pm_other ",
                      rough[] = " pmc_soil pmc_sea_salt pmc_nitrate pmc_other ";
    const char *name = lt_fmt(" %s ", fields[k].field);
    if (coarse) return strstr(made.passive ? " pmc " : rough, name) != NULL;
    return strstr(made.passive ? fine_passive : fine, name) != NULL;
}

/* Package: 10 % less nitrate; noise: a thousandth of a microgram more sulfate. Winter hours of the day that is not
 * heated twice. */
static FIXTURE_UNUSED double part_of(int k, const char *variant, int period, long cell, long hour) {
    double v = period == WINTER ? fields[k].winter : fields[k].summer;
    if (period == WINTER && hour >= HEATED) v *= 2;
    if (strcmp(variant, "boilers") == 0 && strcmp(fields[k].field, "nitrate") == 0) v *= 0.9;
    if (strcmp(variant, "noise") == 0 && strcmp(fields[k].field, "sulfate") == 0) v += 0.001;
    return v * (1 + 0.01 * (double)(cell % 3));
}

static FIXTURE_UNUSED double value_of(int k, const char *variant, int period, long cell, long hour) {
    const bool pm25 = strcmp(fields[k].field, "pm25") == 0, pm10 = strcmp(fields[k].field, "pm10") == 0;
    if (!pm25 && !pm10) return part_of(k, variant, period, cell, hour);
    double sum = pm25 && cell == 7 && hour == HOURS - 1 ? made.too_much : 0;
    for (int q = 0; q < N_FIELDS; q++)
        if (adds(q, false) || (pm10 && adds(q, true))) sum += part_of(q, variant, period, cell, hour);
    return sum;
}

static FIXTURE_UNUSED double made_value(const conc_file *c, int field, long cell, long hour) {
    return value_of(index_of(c->fields[field].name), c->job.variant, (int)(c->job.period - periods), cell, hour);
}

static FIXTURE_UNUSED void write_conc(const char *variant, int period) {
    lt_field written[N_FIELDS];
    conc_file c = {f.job, f.grid, written, 0, made_value, NULL};
    c.job.variant = variant;
    c.job.period = &periods[period];
    for (int k = 0; k < N_FIELDS; k++)
        if (is_written(fields[k].field))
            written[c.n_fields++] = (lt_field){fields[k].field, NULL, "ug m-3", "time y x", "t"};
    lt_ncw *file = conc_begin(&c);
    for (int k = 0; k < c.n_fields && made.bits; k++) assert_good(lt_ncw_bitround(file, written[k].name, made.bits));
    if (made.dust) assert_good(lt_ncw_attr_text(file, NULL, "dust", made.dust));
    conc_end(&c, file);
}

/* Heated from 1 November to 11 January: of the winter period the first half. `last`: of all cells. */
static FIXTURE_UNUSED void write_emissions(int period, int last) {
    static const lt_field days[] = {{"laws/heating_first", NULL, "1", "y x", "first"},
                                    {"laws/heating_last", NULL, "1", "y x", "last"}};
    const long n_cells = (long)f.grid->nx * f.grid->ny;
    lt_ncw *file;
    double *values;
    lt_job job = f.job;
    job.variant = "base";
    job.period = &periods[period];
    assert_good(lt_calloc((size_t)n_cells, sizeof *values, &values));
    assert_good(lt_ncw_create(f.out, lt_job_file(&job, "emissions", ".nc"), "made by a test", &file));
    assert_good(lt_ncw_dim(file, "y", (size_t)f.grid->ny));
    assert_good(lt_ncw_dim(file, "x", (size_t)f.grid->nx));
    for (int k = 0; k < 2; k++) assert_good(lt_ncw_var(file, &days[k], NC_INT));
    for (int k = 0; k < 2; k++) {
        for (long q = 0; q < n_cells; q++) values[q] = k == 0 ? 1101 : last;
        assert_good(lt_ncw_put_double(file, days[k].name, values));
    }
    assert_good(lt_ncw_commit(file));
    lt_free(values);
}

static FIXTURE_UNUSED void write_all_conc(void) {
    static const char *const variants[] = {"base", "noise", "boilers"};
    for (int v = 0; v < 3; v++)
        for (int p = WINTER; p <= SUMMER; p++) write_conc(variants[v], p);
}

static FIXTURE_UNUSED int set_up(void **state) {
    (void)state;
    fixture_create(&f, "",
                   lt_time_from_civil(2020, 1, 11, 12, 0, 0)); /* 20:00 in UTC+8: four hours, then the next day */
    for (int p = 0; p < N_PERIODS; p++) {
        periods[p] = f.period;
        periods[p].length_s = HOURS * LT_HOUR;
    }
    periods[1].id = (char *)"summer";
    periods[1].start = lt_time_from_civil(2020, 7, 9, 12, 0, 0);
    for (int p = 0; p < N_PERIODS; p++) {
        f.period = periods[p];
        fixture_met(&f, "");
        write_emissions(p, 111);
    }
    f.setup.periods = (lt_list){periods, N_PERIODS};
    f.setup.packages = (lt_list){packages, 1};
    made.has_gases = true;
    write_all_conc();
    assert_good(lt_summary_create(&f.job, f.grid, &summary));
    assert_good(lt_compositions_create(&f.job, f.grid, summary, &all));
    assert_non_null(all);
    return 0;
}

static FIXTURE_UNUSED int tear_down(void **state) {
    (void)state;
    lt_compositions_free(all);
    lt_summary_free(summary);
    fixture_free(&f);
    return 0;
}

/* Mean of 1 + 0.01 (cell mod 3) over the sites of a city. */
static FIXTURE_UNUSED double bump(int city) {
    const lt_weights *sites = &summary->cities->of[city][LT_CITY_SITES];
    double sum = 0;
    for (long q = 0; q < sites->n; q++) sum += sites->weight[q] * (1 + 0.01 * (double)(sites->cell[q] % 3));
    return sum;
}

static FIXTURE_UNUSED double winter_mean(const char *field) {
    return 1.5 * fields[index_of(field)].winter; /* the second half is twice the first */
}

static const double rounding = 1e-5; /* of floats of 100 ug/m3: 4e-6 */

/* --- other files; each test puts the first ones back --- */

static FIXTURE_UNUSED lt_status make(lt_compositions **out) {
    *out = NULL;
    write_conc("base", WINTER);
    return lt_compositions_create(&f.job, f.grid, summary, out);
}

static FIXTURE_UNUSED void put_back(void) {
    made.too_much = 0, made.lost = NULL, made.passive = false, made.has_gases = true, made.bits = 0;
    write_conc("base", WINTER);
}

#endif
