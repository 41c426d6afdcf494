/* post_fixture.h - a small finished run made by hand for the tests of postproc: liaoning-27 without GEOS (prefectures
 * are the cells nearest to a city), one period, base, noise and one package. */
#ifndef LT_POST_FIXTURE_H
#define LT_POST_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/job.h"
#include "base/log.h"
#include "base/pad.h"
#include "base/ncio.h"
#include "grids/grid.h"
#include "postproc/cities.h"
#include "grids/sites.h"
#include "tests/support/conc_file.h"

#include <ftw.h>
#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct fixture {
    char folder[64];
    lt_outdir *out;
    lt_grid *grid;
    lt_case setup;
    lt_period period;
    char *package;
    bool has_gases;      /* conc files hold what gas chemistry adds */
    bool has_parts;      /* and what PM2.5 is made of, as a run without chemistry has it */
    const char *tunings; /* their attribute, or NULL */
    lt_cli cli;
    lt_job job;
} fixture;

enum { FIXTURE_HOURS = 72, FIXTURE_SPINUP = 24 };

#define FIXTURE_LEDGER_HEAD "id,region,sector,SO2_t,NOx_t,CO_t,NMVOC_t,NH3_t,PM10_t,PM2.5_t,BC_t,OC_t,CO2_t,ofp_t_o3\n"
#define FIXTURE_TOTALS_HEAD "region,sector,SO2_kt,NOx_kt,NMVOC_kt\n"
#define FIXTURE_SHARES_HEAD "member,quantity,reference_kt,whole_kt,addition_kt,removal_kt,gap_kt,shapley_kt\n"

#define FIXTURE_UNUSED __attribute__((unused))

static FIXTURE_UNUSED void fail_status(lt_status status) {
    char text[2048];
    lt_error_text(status, text, sizeof text);
    fail_msg("%s", text);
}
#define assert_good(call)                                                                                              \
    do {                                                                                                               \
        const lt_status good_status_ = (call);                                                                         \
        if (good_status_ != LT_OK) fail_status(good_status_);                                                          \
    } while (0)

static FIXTURE_UNUSED int fixture_remove_one(const char *path, const struct stat *info, int type, struct FTW *walk) {
    (void)info, (void)type, (void)walk;
    return remove(path);
}
static FIXTURE_UNUSED void fixture_remove(const char *folder) {
    nftw(folder, fixture_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static FIXTURE_UNUSED void fixture_regions(lt_grid *grid) {
    lt_sites sites = {0};
    assert_good(lt_sites_read_shipped(&sites));
    const long n_cells = (long)grid->nx * grid->ny;
    for (long q = 0; q < n_cells; q++) {
        double best = 1e9;
        int nearest = 0;
        for (long s = 0; s < sites.n; s++) {
            const double d = hypot((grid->lon[q] - sites.items[s].lon) * 0.75, grid->lat[q] - sites.items[s].lat);
            if (d < best) best = d, nearest = sites.items[s].city;
        }
        const bool is_city = best < 0.7, is_sea = !is_city && grid->lat[q] < 40.6 && grid->lon[q] < 124.5;
        if (is_city) grid->region_fraction[nearest * n_cells + q] = 0.75;
        grid->region_fraction[(is_sea ? LT_REGION_SEA : LT_REGION_OTHER_LAND) * n_cells + q] += is_city ? 0.25 : 1;
        grid->population[q] = 1000.0 * (1 + (double)(q % 7));
        grid->terrain[q] = 100;
    }
    lt_land_from_regions(grid, LT_LAND_CROPLAND);
    lt_sites_free(&sites);
}

static FIXTURE_UNUSED double fixture_pm25(const fixture *f, const char *variant, long cell, long hour) {
    const double base = 50 + 0.01 * (double)cell + 10 * sin(2 * 3.14159265358979 * (double)hour / 24);
    if (strcmp(variant, "base") == 0) return base;
    if (strcmp(variant, "noise") == 0) return base + 0.001;
    if (strncmp(variant, "draw", 4) == 0) return base + 4;
    if (strcmp(variant, "reference-x") == 0) return base - 1;
    if (strcmp(variant, "all") == 0) return base - 4;
    if (strcmp(variant, "all-without-boilers") == 0) return base - 3.25;
    if (strncmp(variant, "all-path-", 9) == 0) return base - (strstr(variant, "-more") ? 2.1 : 2);
    const double d = hypot((f->grid->lon[cell] - 123.4) * 0.75, f->grid->lat[cell] - 41.8);
    return base - 2 * exp(-d * d / 2);
}

/* What gas chemistry adds. O3 is 40 ug/m3, from 10 to 18 local 80; the package takes 3 ug/m3 of NO2 away, and ozone
 * rises by as many molecules: Ox stays. HCHO/NO2 of the column is 3, at the ground 2 as moles, H2O2/HNO3 0.6 in the
 * west, 0.2 in the east. */
static FIXTURE_UNUSED double fixture_gas(const fixture *f, const char *variant, const char *gas, long cell, long hour) {
    const bool is_package = strcmp(variant, "boilers") == 0, is_noise = strcmp(variant, "noise") == 0;
    const long local = (hour + 16 + 8) % 24; /* the period starts at 16 UTC */
    if (strcmp(gas, "no2") == 0) return is_package ? 27 : 30;
    if (strcmp(gas, "o3") == 0)
        return (local >= 10 && local < 18 ? 80 : 40) + (is_package ? 3 * 47.9982 / 46.0055 : 0) + (is_noise ? 0.01 : 0);
    if (strcmp(gas, "hcho") == 0) return 2 * 30.0 * 30.026 / 46.0055;
    if (strcmp(gas, "h2o2") == 0) return (f->grid->lon[cell] < 122 ? 0.6 : 0.2) * 5 * 34.014 / 63.012;
    if (strcmp(gas, "hno3") == 0) return 5;
    return strcmp(gas, "hcho_column") == 0 ? 3e-4 : 1e-4;
}

/* Shares of PM2.5. */
#define FIXTURE_PARTS(X) X("sulfate", 0.2) X("bc", 0.1) X("om", 0.45) X("pm_other", 0.25)

static FIXTURE_UNUSED double fixture_part(const char *name) {
#define FIXTURE_PART(part, share)                                                                                      \
    if (strcmp(name, part) == 0) return share;
    FIXTURE_PARTS(FIXTURE_PART)
#undef FIXTURE_PART
    return 0;
}

/* A test may have gases of its own. */
static FIXTURE_UNUSED double (*fixture_gas_of)(const fixture *, const char *, const char *, long, long) = fixture_gas;

enum { FIXTURE_ALWAYS = 5, FIXTURE_WITH_GASES = 12, FIXTURE_MOST_FIELDS = FIXTURE_WITH_GASES + 4 };

/* What stands beside PM2.5 and ozone is the same everywhere. */
static const struct {
    lt_field field;
    float value;
} fixture_fields[FIXTURE_WITH_GASES] = {{{"pm25", NULL, "ug m-3", "time y x", "PM2.5 at the surface"}, 0},
                                        {{"pm10", NULL, "ug m-3", "time y x", "PM10 at the surface"}, 80},
                                        {{"so2", NULL, "ug m-3", "time y x", "SO2 at the surface"}, 30},
                                        {{"nox", NULL, "ug m-3", "time y x", "NOx at the surface"}, 200},
                                        {{"co", NULL, "ug m-3", "time y x", "CO at the surface"}, 1500},
                                        {{"o3", NULL, "ug m-3", "time y x", "O3 at the surface"}, 0},
                                        {{"no2", NULL, "ug m-3", "time y x", "NO2 at the surface"}, 0},
                                        {{"hcho", NULL, "ug m-3", "time y x", "HCHO at the surface"}, 0},
                                        {{"h2o2", NULL, "ug m-3", "time y x", "H2O2 at the surface"}, 0},
                                        {{"hno3", NULL, "ug m-3", "time y x", "HNO3 at the surface"}, 0},
                                        {{"no2_column", NULL, "mol m-2", "time y x", "NO2 of the column"}, 0},
                                        {{"hcho_column", NULL, "mol m-2", "time y x", "HCHO of the column"}, 0}};
static const lt_field fixture_parts[] = {
#define FIXTURE_PART(part, share) {part, NULL, "ug m-3", "time y x", part},
    FIXTURE_PARTS(FIXTURE_PART)
#undef FIXTURE_PART
};

static FIXTURE_UNUSED double fixture_value(const conc_file *c, int field, long cell, long hour) {
    const fixture *f = c->of;
    const int n_fields = f->has_gases ? FIXTURE_WITH_GASES : FIXTURE_ALWAYS;
    if (field >= n_fields) return fixture_part(c->fields[field].name) * fixture_pm25(f, c->job.variant, cell, hour);
    if (field == 0) return fixture_pm25(f, c->job.variant, cell, hour);
    if (field < FIXTURE_ALWAYS) return fixture_fields[field].value;
    return fixture_gas_of(f, c->job.variant, c->fields[field].name, cell, hour);
}

static FIXTURE_UNUSED void fixture_conc(fixture *f, const char *variant) {
    const int n_parts = f->has_parts ? (int)(sizeof fixture_parts / sizeof *fixture_parts) : 0;
    const int n_fields = f->has_gases ? FIXTURE_WITH_GASES : FIXTURE_ALWAYS;
    lt_field fields[FIXTURE_MOST_FIELDS];
    for (int k = 0; k < n_fields; k++) fields[k] = fixture_fields[k].field;
    for (int k = 0; k < n_parts; k++) fields[n_fields + k] = fixture_parts[k];
    conc_file c = {f->job, f->grid, fields, n_fields + n_parts, fixture_value, f};
    c.job.variant = variant;
    c.job.period = &f->period;
    lt_ncw *file = conc_begin(&c);
    assert_good(lt_ncw_attr_text(file, NULL, "boundary_filled", "the boundary file lacks something"));
    assert_good(lt_ncw_attr_text(file, NULL, "boundary_filled_zh", "边界文件缺若干物种"));
    if (f->tunings) assert_good(lt_ncw_attr_text(file, NULL, "tunings", f->tunings));
    conc_end(&c, file);
}

/* Temperature 260 K before the period, 263.15 K in it: reading the wrong hours shows. */
static FIXTURE_UNUSED void fixture_met_of(fixture *f, const char *variant, const char *evidence_city) {
    static const lt_field t2 = {"air_temperature_2m", "air_temperature", "K", "time y x", "2 m temperature"};
    const long n_cells = (long)f->grid->nx * f->grid->ny;
    const bool real = evidence_city[0] != '\0';
    lt_ncw *file = NULL;
    float *field = NULL;
    lt_job job = f->job;
    job.variant = variant;
    job.period = &f->period;
    assert_good(lt_calloc((size_t)n_cells, sizeof *field, &field));
    assert_good(lt_ncw_create(f->out, lt_job_file(&job, "met", ".nc"), "made by a test", &file));
    assert_good(lt_ncw_time_hours(file, f->period.start - FIXTURE_SPINUP * LT_HOUR, FIXTURE_SPINUP + FIXTURE_HOURS));
    assert_good(lt_ncw_dim(file, "y", (size_t)f->grid->ny));
    assert_good(lt_ncw_dim(file, "x", (size_t)f->grid->nx));
    assert_good(lt_ncw_var(file, &t2, NC_FLOAT));
    assert_good(lt_ncw_attr_text(file, NULL, "weather_id", real ? "station:test" : "synthetic:typical-winter"));
    assert_good(lt_ncw_attr_text(file, NULL, "weather_label_en",
                                 real ? "hourly station weather of Shenyang" : "synthetic winter weather"));
    assert_good(lt_ncw_attr_text(file, NULL, "weather_label_zh", real ? "沈阳站逐时实测气象" : "合成冬季气象"));
    assert_good(lt_ncw_attr_text(file, NULL, "evidence_city", evidence_city));
    for (long n = 0; n < FIXTURE_SPINUP + FIXTURE_HOURS; n++) {
        for (long q = 0; q < n_cells; q++) field[q] = n < FIXTURE_SPINUP ? 260.0f : 263.15f;
        assert_good(lt_ncw_put_float_record(file, "air_temperature_2m", (size_t)n, field));
    }
    assert_good(lt_ncw_commit(file));
    lt_free(field);
}

static FIXTURE_UNUSED void fixture_met(fixture *f, const char *evidence_city) {
    fixture_met_of(f, NULL, evidence_city);
}

static FIXTURE_UNUSED void fixture_create(fixture *f, const char *evidence_city, lt_time start) {
    lt_definition *definition = NULL;
    *f = (fixture){.folder = "/tmp/lantian-post-XXXXXX", .package = (char *)"boilers"};
    assert_non_null(mkdtemp(f->folder));
    assert_good(lt_outdir_open(f->folder, &f->out));
    assert_good(lt_definition_read("liaoning-27", &definition));
    assert_good(lt_grid_create(definition, 1, &f->grid));
    lt_definition_free(definition);
    snprintf(f->grid->neighbour_id[0], sizeof f->grid->neighbour_id[0], "CHN_JL");
    fixture_regions(f->grid);
    assert_good(lt_grid_write(f->grid, f->out, "grid.nc"));
    f->period = (lt_period){.id = (char *)"winter",
                            .start = start,
                            .length_s = FIXTURE_HOURS * LT_HOUR,
                            .spinup_s = FIXTURE_SPINUP * LT_HOUR};
    f->setup = (lt_case){.id = (char *)"test",
                         .title_en = (char *)"Test case",
                         .title_zh = (char *)"测试算例",
                         .grid = (char *)"liaoning-27",
                         .base_year = 2020,
                         .path = (char *)"case.yaml"};
    f->setup.periods = (lt_list){&f->period, 1};
    f->setup.packages = (lt_list){&f->package, 1};
    f->job = (lt_job){.setup = &f->setup, .cli = &f->cli, .out = f->out, .threads = 1};
    fixture_conc(f, "base");
    fixture_conc(f, "noise");
    fixture_conc(f, "boilers");
    fixture_met(f, evidence_city);
    static const char ledger[] =
        FIXTURE_LEDGER_HEAD "a,Shenyang,power,1000,2000,3000,4000,5000,600,500,40,30,%s,12000\n"
                            "b,Huludao,power,500,0,0,0,0,0,0,0,0,0,0\n"
                            "n,Dandong,natural,0,7000,0,8000,0,0,0,0,0,0,9000\n"
                            "c,CHN_JL,power,1e9,1e9,1e9,1e9,1e9,1e9,1e9,1e9,1e9,1e9,1e9\n";
    char text[1024];
    snprintf(text, sizeof text, ledger, "7000000");
    assert_good(lt_outdir_write_text(f->out, "ledger_base.csv", text));
    snprintf(text, sizeof text, ledger, "6000000");
    assert_good(lt_outdir_write_text(f->out, "ledger_boilers.csv", text));
    assert_good(lt_outdir_write_text(f->out, "totals_base.csv", FIXTURE_TOTALS_HEAD "Shenyang,power,1,2,4\n"));
    assert_good(lt_outdir_write_text(f->out, "totals_boilers.csv", FIXTURE_TOTALS_HEAD "Shenyang,power,0.5,2,4\n"));
    assert_good(lt_outdir_write_text(f->out, "shares_boilers.csv",
                                     FIXTURE_SHARES_HEAD
                                     "boilers,CO2,7000,6000,-1000,-1000,0,\n(rest),CO2,7000,6000,0,0,0,\n"
                                     "(whole),CO2,7000,6000,-1000,-1000,0,\n"));
}

/* Tables of a variant where nothing is asked of its emissions: one row, no shares. */
static FIXTURE_UNUSED void fixture_tables(fixture *f, const char *variant) {
    assert_good(lt_outdir_write_text(f->out, lt_fmt("ledger_%s.csv", variant),
                                     FIXTURE_LEDGER_HEAD "a,Shenyang,power,1,1,1,1,1,1,1,1,1,1,1\n"));
    assert_good(lt_outdir_write_text(f->out, lt_fmt("totals_%s.csv", variant), FIXTURE_TOTALS_HEAD));
    assert_good(lt_outdir_write_text(f->out, lt_fmt("shares_%s.csv", variant), FIXTURE_SHARES_HEAD));
}

static FIXTURE_UNUSED void fixture_free(fixture *f) {
    lt_outdir_close(f->out);
    lt_grid_free(f->grid);
    fixture_remove(f->folder);
}

/* What lt_say said since fixture_listen. */
static FIXTURE_UNUSED char fixture_said[65536];
static FIXTURE_UNUSED void fixture_say(const char *text) {
    const size_t used = strlen(fixture_said);
    snprintf(fixture_said + used, sizeof fixture_said - used, "%s", text);
}
static FIXTURE_UNUSED void fixture_listen(void) {
    fixture_said[0] = '\0';
    lt_log_set_sinks(fixture_say, NULL);
}
/* No line of it is wider than 100 columns. */
static FIXTURE_UNUSED void fixture_said_in_100_columns(void) {
    for (const char *line = fixture_said; *line;) {
        const size_t length = strcspn(line, "\n");
        char one[2048];
        snprintf(one, sizeof one, "%.*s", (int)length, line);
        if (lt_pad_columns(one) > 100) fail_msg("wider than 100 columns: %s", one);
        line += length + (line[length] == '\n');
    }
}

#endif
