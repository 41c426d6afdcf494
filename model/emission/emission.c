#include "model/emission/emission.h"

#include "base/csv.h"
#include "base/exactsum.h"
#include "base/log.h"
#include "model/emission/plume_rise.h"
#include "model/state/hours.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Which sources count: all profiles, one or none of them, and the points. */
typedef struct lt_part {
    bool points;
    int profile; /* LT_NO_PROFILE, LT_ALL_PROFILES, or its index */
} lt_part;
enum { LT_NO_PROFILE = -2, LT_ALL_PROFILES = -1 };

/* Rates of a part of one emitted species of the file; they stand in lt_real, and the budget counts what stands there.
 */
typedef struct lt_rates {
    const char *emitted;
    lt_part part;
    int layers, room; /* that emit in this hour; that there is memory for */
    lt_real *rate;    /* strides of the air arrays, the ring around the domain is zero */
} lt_rates;

struct lt_emission {
    lt_ncr *file;
    const lt_species_set *species;
    const lt_air *air;
    const double *z_edge;
    lt_time start;
    size_t n_hours, n_profiles, n_points;
    double *profile_fraction; /* [profile][k] */
    double *area;             /* [profile][ny][nx] of one species and hour */
    double *point_rate;       /* [point] */
    double *layer_share;      /* [point][k] of the hour */
    lt_stack *stacks;
    long *cell;    /* j*nx + i of each point, -1 outside */
    double *plane; /* [ny][nx] one layer of one emitted species */
    int n_rates;
    lt_rates *rates;   /* one a species and part that somebody takes */
    int *taken;        /* [species] its rates, -1 where nothing emits it */
    lt_source *source; /* [species] of the hour */
};

/* Places may be anywhere; the stack itself has a size. */
static lt_status check_stack(const lt_emission *e, const char *name, const char *unit, size_t point, double value) {
    bool place = strcmp(name, "points/x") == 0 || strcmp(name, "points/y") == 0;
    if (isfinite(value) && (place || value >= 0.0)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a stack cannot be like this",
                    .where = lt_fmt("%s, %s, point %zu", lt_ncr_path(e->file), name, point),
                    .expected = lt_fmt("a finite number in %s%s", unit, place ? "" : ", 0 or more"),
                    .found = lt_fmt("%g", value), .todo = "make the emissions again with `lantian run`");
}

static lt_status read_points(lt_emission *e, size_t nx, size_t ny, double x0, double y0, double dx) {
    static const char *const names[] = {
        "points/x", "points/y", "points/height", "points/diameter", "points/exit_temperature", "points/exit_velocity"};
    static const char *const units[] = {"m", "m", "m", "m", "K", "m s-1"};
    double *column[6] = {0};
    lt_status status = LT_OK;
    for (int c = 0; c < 6 && status == LT_OK; ++c) {
        status = lt_calloc(e->n_points, sizeof(double), &column[c]);
        if (status == LT_OK) status = lt_ncr_get_double(e->file, names[c], units[c], e->n_points, column[c]);
    }
    long outside = 0;
    for (size_t p = 0; p < e->n_points && status == LT_OK; ++p) {
        for (int c = 0; c < 6 && status == LT_OK; ++c) status = check_stack(e, names[c], units[c], p, column[c][p]);
        if (status != LT_OK) break;
        double fi = floor((column[0][p] - x0) / dx), fj = floor((column[1][p] - y0) / dx);
        int inside = fi >= 0 && fj >= 0 && fi < (double)nx && fj < (double)ny;
        e->cell[p] = inside ? (long)fj * (long)nx + (long)fi : -1;
        outside += !inside;
        e->stacks[p] = (lt_stack){column[2][p], column[3][p], column[4][p], column[5][p]};
    }
    for (int c = 0; c < 6; ++c) lt_free(column[c]);
    if (outside)
        lt_log(LT_LOG_WARNING, "%ld of %zu point sources lie outside the grid and are left out", outside, e->n_points);
    return status;
}

static lt_status check_axes(lt_emission *e, const lt_weather *w, lt_time start, size_t n_hours) {
    LT_TRY(lt_ncr_expect_dim(e->file, "x", w->nx));
    LT_TRY(lt_ncr_expect_dim(e->file, "y", w->ny));
    LT_TRY(lt_ncr_expect_dim(e->file, "z", w->nz));
    LT_TRY(lt_ncr_dim(e->file, "time", &e->n_hours));
    LT_TRY(lt_ncr_dim(e->file, "profile", &e->n_profiles));
    return lt_hours_cover(e->file, "the table of emissions", e->n_hours, start, n_hours, &e->start);
}

/* What a profile does not place would be lost without a line in any budget. Shares may be stored as float: 1e-6. */
static lt_status read_profiles(lt_emission *e, size_t nz) {
    LT_TRY(lt_calloc(e->n_profiles * nz, sizeof(double), &e->profile_fraction));
    LT_TRY(lt_ncr_get_double(e->file, "area/profile_fraction", "1", e->n_profiles * nz, e->profile_fraction));
    for (size_t p = 0; p < e->n_profiles; ++p) {
        double sum = 0.0, least = 0.0;
        for (size_t k = 0; k < nz; ++k) {
            double share = e->profile_fraction[p * nz + k];
            sum += share;
            least = share < least ? share : least;
        }
        if (!(fabs(sum - 1.0) <= 1e-6 && least >= 0.0))
            return LT_RAISE(LT_ERR_INPUT, .what = "the shares of a height profile do not make one",
                            .where = lt_fmt("%s, area/profile_fraction, profile %zu", lt_ncr_path(e->file), p),
                            .expected = "shares of 0 and more that sum to 1", .found = lt_fmt("a sum of %.9g", sum),
                            .todo = "make the emissions again with `lantian run`");
    }
    return LT_OK;
}

/* at: where it is, counted from 0 as in the file. */
static lt_status raise_rate(const lt_emission *e, const char *name, size_t hour, const char *at, double rate) {
    char begin[24];
    lt_time_iso(e->start + (lt_time)hour * LT_HOUR, begin);
    return LT_RAISE(LT_ERR_INPUT, .what = "an emission is negative or not a number",
                    .where = lt_fmt("%s, %s, hour %zu (from %s), %s", lt_ncr_path(e->file), name, hour, begin, at),
                    .expected = "a finite rate in kg s-1, 0 or more",
                    .found = isnan(rate) ? "no number (missing, or NaN)" : lt_fmt("%g", rate),
                    .todo = "make the emissions again with `lantian run`");
}

static bool is_rate(double rate) {
    return rate >= 0.0 && rate <= DBL_MAX;
}

static lt_status check_area(const lt_emission *e, const char *name, size_t hour, size_t plane) {
    size_t nx = (size_t)e->air->nx;
    for (size_t c = 0; c < e->n_profiles * plane; ++c)
        if (!is_rate(e->area[c]))
            return raise_rate(e, name, hour,
                              lt_fmt("profile %zu, row %zu, column %zu", c / plane, c % plane / nx, c % plane % nx),
                              e->area[c]);
    return LT_OK;
}

static lt_status check_points(const lt_emission *e, const char *name, size_t hour) {
    for (size_t p = 0; p < e->n_points; ++p)
        if (!is_rate(e->point_rate[p])) return raise_rate(e, name, hour, lt_fmt("point %zu", p), e->point_rate[p]);
    return LT_OK;
}

static lt_status profile_of(const lt_emission *e, const lt_species_info *species, int *out) {
    size_t n = e->n_profiles;
    char **names;
    LT_TRY(lt_calloc(n, sizeof *names, &names));
    lt_status status = lt_ncr_get_strings(e->file, "area/profile_name", n, names);
    *out = LT_NO_PROFILE;
    for (size_t p = 0; p < n && status == LT_OK; ++p)
        if (strcmp(names[p], species->part) == 0) *out = (int)p;
    if (status == LT_OK && *out == LT_NO_PROFILE) {
        const char *nearest = lt_nearest_name(species->part, (const char *const *)names, (long)n);
        status = LT_RAISE(LT_ERR_INPUT, .what = "the emissions do not know this kind of source",
                          .where = lt_fmt("tracer %s, source; %s", species->name, lt_ncr_path(e->file)),
                          .expected = "all, area, points, or a height profile of the file",
                          .found = lt_fmt("\"%s\"", species->part),
                          .todo = nearest ? lt_fmt("did you mean %s?", nearest) : "see area/profile_name of the file");
    }
    for (size_t p = 0; p < n; ++p) free(names[p]);
    lt_free(names);
    return status;
}

static lt_status part_of(const lt_emission *e, const lt_species_info *species, lt_part *out) {
    const char *name = species->part ? species->part : "";
    *out = (lt_part){.points = !*name || strcmp(name, "points") == 0,
                     .profile = strcmp(name, "points") == 0 ? LT_NO_PROFILE : LT_ALL_PROFILES};
    if (!*name || strcmp(name, "points") == 0 || strcmp(name, "area") == 0) return LT_OK;
    return profile_of(e, species, &out->profile);
}

static lt_status expect_emitted(const lt_emission *e, const lt_species_info *species) {
    if (lt_ncr_has(e->file, lt_fmt("area/%s", species->emitted))) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the emissions have no %s", species->emitted),
                    .where = lt_fmt("%s, for %s", lt_ncr_path(e->file), species->name),
                    .expected = lt_fmt("a field area/%s [kg s-1]", species->emitted), .found = "none",
                    .todo = "add it, or for a gas say emission: off");
}

/* Which rates are needed, and who takes which. */
static lt_status share_rates(lt_emission *e) {
    size_t n = (size_t)e->species->n;
    LT_TRY(lt_calloc(n, sizeof *e->rates, &e->rates));
    LT_TRY(lt_calloc(n, sizeof *e->taken, &e->taken));
    LT_TRY(lt_calloc(n, sizeof *e->source, &e->source));
    for (int s = 0; s < e->species->n; ++s) {
        const lt_species_info *info = &e->species->info[s];
        lt_part part;
        int r = 0;
        e->taken[s] = -1;
        if (!*info->emitted) continue;
        LT_TRY(expect_emitted(e, info));
        LT_TRY(part_of(e, info, &part));
        while (r < e->n_rates && (strcmp(e->rates[r].emitted, info->emitted) != 0 ||
                                  e->rates[r].part.points != part.points || e->rates[r].part.profile != part.profile))
            ++r;
        if (r == e->n_rates) e->rates[e->n_rates++] = (lt_rates){.emitted = info->emitted, .part = part};
        e->taken[s] = r;
    }
    return LT_OK;
}

lt_status lt_emission_open(lt_ncr *file, const lt_species_set *species, const lt_weather *w, const lt_air *air,
                           double x0, double y0, double dx, const double *z_edge, lt_time start, size_t n_hours,
                           lt_emission **out) {
    lt_emission *e;
    *out = NULL;
    lt_status status = lt_calloc(1, sizeof *e, &e);
    if (status != LT_OK) {
        lt_ncr_close(file);
        return status;
    }
    e->file = file;
    e->species = species;
    e->air = air;
    e->z_edge = z_edge;
    LT_TRY_GOTO(status, check_axes(e, w, start, n_hours), fail);
    LT_TRY_GOTO(status, read_profiles(e, w->nz), fail);
    LT_TRY_GOTO(status, lt_calloc(e->n_profiles * w->ny * w->nx, sizeof(double), &e->area), fail);
    LT_TRY_GOTO(status, lt_calloc(w->ny * w->nx, sizeof(double), &e->plane), fail);
    if (lt_ncr_has(file, "points/x")) LT_TRY_GOTO(status, lt_ncr_dim(file, "point", &e->n_points), fail);
    LT_TRY_GOTO(status, lt_calloc(e->n_points, sizeof(double), &e->point_rate), fail);
    LT_TRY_GOTO(status, lt_calloc(e->n_points * w->nz, sizeof(double), &e->layer_share), fail);
    LT_TRY_GOTO(status, lt_calloc(e->n_points, sizeof *e->stacks, &e->stacks), fail);
    LT_TRY_GOTO(status, lt_calloc(e->n_points, sizeof *e->cell, &e->cell), fail);
    if (e->n_points) LT_TRY_GOTO(status, read_points(e, w->nx, w->ny, x0, y0, dx), fail);
    LT_TRY_GOTO(status, share_rates(e), fail);
    *out = e;
    return LT_OK;
fail:
    lt_emission_close(e);
    return status;
}

void lt_emission_close(lt_emission *e) {
    if (!e) return;
    for (int r = 0; r < e->n_rates; ++r) lt_free(e->rates[r].rate);
    lt_free(e->rates);
    lt_free(e->taken);
    lt_free(e->source);
    lt_free(e->profile_fraction);
    lt_free(e->area);
    lt_free(e->plane);
    lt_free(e->point_rate);
    lt_free(e->layer_share);
    lt_free(e->stacks);
    lt_free(e->cell);
    lt_ncr_close(e->file);
    lt_free(e);
}

lt_time lt_emission_start(const lt_emission *e) {
    return e->start;
}

static void place_plumes(lt_emission *e, const lt_weather *w) {
    for (size_t p = 0; p < e->n_points; ++p) {
        if (e->cell[p] < 0) continue;
        size_t c = (size_t)e->cell[p];
        double rise = lt_plume_rise(&e->stacks[p], w->temperature_2m[c], w->wind_10m[c], w->inverse_obukhov_length[c]);
        lt_plume_layers(e->stacks[p].height + 0.5 * rise, e->stacks[p].height + 1.5 * rise, (int)w->nz, e->z_edge,
                        e->layer_share + p * w->nz);
    }
}

/* The hour's values of an emitted species into area and point_rate (zero where the file has none of it). */
static lt_status read_hour(lt_emission *e, const char *emitted, size_t hour, size_t plane) {
    char name[64];
    snprintf(name, sizeof name, "area/%s", emitted);
    LT_TRY(lt_ncr_get_double_record(e->file, name, "kg s-1", hour, e->n_profiles * plane, e->area));
    LT_TRY(check_area(e, name, hour, plane));
    snprintf(name, sizeof name, "points/%s", emitted);
    memset(e->point_rate, 0, e->n_points * sizeof(double));
    if (!e->n_points || !lt_ncr_has(e->file, name)) return LT_OK;
    LT_TRY(lt_ncr_get_double_record(e->file, name, "kg s-1", hour, e->n_points, e->point_rate));
    return check_points(e, name, hour);
}

static double share_of(const lt_emission *e, const lt_part *part, size_t p, size_t k, size_t nz) {
    bool counts = part->profile == LT_ALL_PROFILES || part->profile == (int)p;
    return counts ? e->profile_fraction[p * nz + k] : 0.0;
}

/* Layers up to the highest into which something is emitted. */
static int emitting_layers(const lt_emission *e, const lt_part *part, size_t nz) {
    for (size_t k = nz; k > 0; --k) {
        for (size_t p = 0; p < e->n_profiles; ++p)
            if (share_of(e, part, p, k - 1, nz) > 0.0) return (int)k;
        for (size_t p = 0; part->points && p < e->n_points; ++p)
            if (e->cell[p] >= 0 && e->point_rate[p] > 0.0 && e->layer_share[p * nz + k - 1] > 0.0) return (int)k;
    }
    return 0;
}

/* Smoke rises higher in some hours than in others. */
static lt_status make_room(lt_rates *r, const lt_air *air, int layers) {
    r->layers = layers;
    if (layers <= r->room) return LT_OK;
    lt_free(r->rate);
    r->rate = NULL;
    r->room = 0;
    LT_TRY(lt_calloc((size_t)(air->layer * layers), sizeof *r->rate, &r->rate));
    r->room = layers;
    return LT_OK;
}

static void place_layer(lt_emission *e, const lt_weather *w, const lt_part *part, size_t k, lt_real *rate) {
    size_t plane = w->nx * w->ny;
    memset(e->plane, 0, plane * sizeof(double));
    for (size_t p = 0; p < e->n_profiles; ++p) {
        double share = share_of(e, part, p, k, w->nz);
        if (share == 0.0) continue;
        for (size_t c = 0; c < plane; ++c) e->plane[c] += share * e->area[p * plane + c];
    }
    for (size_t p = 0; part->points && p < e->n_points; ++p)
        if (e->cell[p] >= 0) e->plane[e->cell[p]] += e->layer_share[p * w->nz + k] * e->point_rate[p];
    for (int j = 0; j < e->air->ny; ++j)
        for (int i = 0; i < e->air->nx; ++i)
            rate[lt_air_at(e->air, (int)k, j, i)] = (lt_real)e->plane[(size_t)j * w->nx + (size_t)i];
}

/* kg/s of a source over the domain; the sum of the columns is exact. */
static double total_of(const lt_air *air, const lt_source *source) {
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (int j = 0; j < air->ny; ++j)
        for (int i = 0; i < air->nx; ++i) lt_exactsum_add(&sum, lt_source_column(source, air, j, i));
    return lt_exactsum_value(&sum);
}

static bool takes_hour(const lt_species_info *species, lt_time begin) {
    int local = (int)((begin + LT_CST_OFFSET) / LT_HOUR % 24);
    return !species->hours || (species->hours >> local & 1u);
}

lt_status lt_emission_hour(lt_emission *e, size_t hour, const lt_weather *w, const lt_source **source, double *total) {
    lt_time begin = e->start + (lt_time)hour * LT_HOUR;
    place_plumes(e, w);
    for (int r = 0; r < e->n_rates; ++r) {
        lt_rates *rates = &e->rates[r];
        /* Parts of a species stand one behind the other where nothing comes between; else it is read again. */
        if (r == 0 || strcmp(e->rates[r - 1].emitted, rates->emitted) != 0)
            LT_TRY(read_hour(e, rates->emitted, hour, w->nx * w->ny));
        LT_TRY(make_room(rates, e->air, emitting_layers(e, &rates->part, w->nz)));
        for (int k = 0; k < rates->layers; ++k) place_layer(e, w, &rates->part, (size_t)k, rates->rate);
    }
    for (int s = 0; s < e->species->n; ++s) {
        const lt_species_info *info = &e->species->info[s];
        const lt_rates *rates = e->taken[s] < 0 ? NULL : &e->rates[e->taken[s]];
        e->source[s] =
            rates && takes_hour(info, begin) ? (lt_source){rates->layers, rates->rate, info->mask} : (lt_source){0};
        if (total) total[s] = total_of(e->air, &e->source[s]);
    }
    *source = e->source;
    return LT_OK;
}
