/* gridded_supply.c - the air between two states of a source, and its ground, over the cells (gridded_supply.h).
 *
 * A state is placed on the layers once (air_track.c). Between states all is linear in time: the mass of air in a layer,
 * temperature, humidity, wind. Mass is the change of pressure, so that the mean column's pressures are
 *   p_k = p_top + g sum of the masses above;
 * its temperatures are hydrostatic with them up to (dT/T)^2/8 of a layer's mass, dT the change of T between two states
 * (10 K: 2e-4). An hour's mean is that of the straight lines in it. */
#include "model/met/gridded/gridded_supply.h"

#include "model/met/ground.h"
#include "model/met/humidity.h"

#include <math.h>
#include <string.h>

typedef struct gridded_supply {
    lt_supply face; /* first */
    lt_series *series;
    lt_gridded_run run;
    long n_cells;
    double *roughness;          /* [cell] of the ground, on the first day, m */
    lt_horizontal **horizontal; /* [series planes] */
    lt_gridded_ground *ground;
    lt_air_track *air;
    long n; /* states of the hour or the instant */
    const lt_air_state *const *state;
    const double *weight;
} gridded_supply;

static lt_status load_instant(lt_supply *face, lt_time t) {
    gridded_supply *s = (gridded_supply *)face;
    return lt_air_track_mean(s->air, t, t, &s->n, &s->state, &s->weight);
}

static lt_status load_hour(lt_supply *face, lt_time begin) {
    gridded_supply *s = (gridded_supply *)face;
    lt_air_track_forget(s->air, begin);
    LT_TRY(lt_air_track_mean(s->air, begin, begin + LT_HOUR, &s->n, &s->state, &s->weight));
    return lt_gridded_ground_hour(s->ground, begin);
}

static void mass(const lt_supply *face, long cell, double *mass_kgm2) {
    const gridded_supply *s = (const gridded_supply *)face;
    int nz = s->run.grid->nz;
    memset(mass_kgm2, 0, (size_t)nz * sizeof *mass_kgm2);
    for (long r = 0; r < s->n; r++)
        for (int k = 0; k < nz; k++) mass_kgm2[k] += s->weight[r] * s->state[r]->mass[cell * nz + k];
}

static void mean_floats(const gridded_supply *s, long cell, size_t member, double *out) {
    int nz = s->run.grid->nz;
    memset(out, 0, (size_t)nz * sizeof *out);
    for (long r = 0; r < s->n; r++) {
        if (s->weight[r] == 0.0) continue;
        const float *field = *(float *const *)((const char *)s->state[r] + member) + cell * nz;
        for (int k = 0; k < nz; k++) out[k] += s->weight[r] * field[k];
    }
}

static double surface_pressure(const gridded_supply *s, long cell) {
    double sum = 0.0;
    int nz = s->run.grid->nz;
    for (long r = 0; r < s->n; r++) {
        double p = s->state[r]->top[cell];
        for (int k = nz - 1; k >= 0; k--) p += LT_GRAVITY * s->state[r]->mass[cell * nz + k];
        sum += s->weight[r] * p;
    }
    return sum;
}

static void set_buoyancy(const lt_grid *g, lt_column *c) {
    double theta[LT_MET_MAX_LAYERS], z[LT_MET_MAX_LAYERS];
    for (int k = 0; k < g->nz; k++) {
        double p = 0.5 * (c->pressure_edge_Pa[k] + c->pressure_edge_Pa[k + 1]);
        theta[k] = c->temperature_K[k] * pow(1e5 / p, LT_R_DRY / LT_CP_DRY);
        z[k] = 0.5 * (g->z_edge[k] + g->z_edge[k + 1]);
    }
    for (int k = 0; k < g->nz; k++) {
        int a = k > 0 ? k - 1 : 0, b = k < g->nz - 1 ? k + 1 : k;
        c->buoyancy_s2[k] = a == b ? 0.0 : LT_GRAVITY / theta[k] * (theta[b] - theta[a]) / (z[b] - z[a]);
    }
}

static void air(const lt_supply *face, long cell, lt_column *c) {
    const gridded_supply *s = (const gridded_supply *)face;
    const lt_grid *g = s->run.grid;
    double q[LT_MET_MAX_LAYERS], top = 0.0;
    mass(face, cell, c->mass_kgm2);
    for (long r = 0; r < s->n; r++) top += s->weight[r] * s->state[r]->top[cell];
    c->pressure_edge_Pa[g->nz] = top;
    for (int k = g->nz - 1; k >= 0; k--)
        c->pressure_edge_Pa[k] = c->pressure_edge_Pa[k + 1] + LT_GRAVITY * c->mass_kgm2[k];
    mean_floats(s, cell, offsetof(lt_air_state, temperature), c->temperature_K);
    mean_floats(s, cell, offsetof(lt_air_state, value[LT_PLACED_HUMIDITY]), q);
    mean_floats(s, cell, offsetof(lt_air_state, value[LT_PLACED_WATER]), c->cloud_water);
    mean_floats(s, cell, offsetof(lt_air_state, value[LT_PLACED_ICE]), c->cloud_ice);
    mean_floats(s, cell, offsetof(lt_air_state, value[LT_PLACED_CLOUD]), c->cloud_fraction);
    for (int k = 0; k < g->nz; k++) {
        double p = 0.5 * (c->pressure_edge_Pa[k] + c->pressure_edge_Pa[k + 1]);
        c->relative_humidity[k] = fmin(lt_relative_humidity_of(q[k], c->temperature_K[k], p), 1.0);
        if (c->cloud_fraction[k] > 1.0) c->cloud_fraction[k] = 1.0;
    }
    set_buoyancy(g, c);
}

static void ground(const lt_supply *face, long cell, lt_ground_weather *out) {
    const gridded_supply *s = (const gridded_supply *)face;
    double near[4] = {0.0};
    for (long r = 0; r < s->n; r++)
        for (int f = 0; f < 4; f++) near[f] += s->weight[r] * s->state[r]->near[f][cell];
    lt_gridded_ground_at(s->ground, cell, near, surface_pressure(s, cell), out);
}

static void wind(const lt_supply *face, long cell, const lt_surface_state *surface, double *east, double *north) {
    const gridded_supply *s = (const gridded_supply *)face;
    (void)surface; /* the source has its own profile, with the log law near the ground */
    mean_floats(s, cell, offsetof(lt_air_state, value[LT_PLACED_EAST]), east);
    mean_floats(s, cell, offsetof(lt_air_state, value[LT_PLACED_NORTH]), north);
}

static void repairs(const lt_supply *face, lt_notes *n) {
    const gridded_supply *s = (const gridded_supply *)face;
    const lt_air_repairs *r = lt_air_track_repairs(s->air);
    long layers = r->columns * s->run.grid->nz;
    if (r->supersaturated_levels)
        lt_note(n, "%ld of %ld levels over the cells above saturation over water: brought to it",
                "%ld 个（共 %ld 个）层次的水汽超过对水面饱和，已降至饱和", r->supersaturated_levels, r->levels);
    if (r->saturated_layers)
        lt_note(n, "%ld of %ld layers whose mean over levels was above saturation: brought to it",
                "%ld 个（共 %ld 个）模式层的垂直平均超过饱和，已降至饱和", r->saturated_layers, layers);
    if (r->negative)
        lt_note(n, "%ld of %ld humidities of levels below 0, set to 0", "%ld 个（共 %ld 个）层次的湿度为负，已置零",
                r->negative, r->levels);
    if (r->extended)
        lt_note(n,
                "the highest layer of %ld of %ld columns reaches above the source's top (less than half of it): last "
                "values",
                "%ld 个（共 %ld 个）气柱的最高层超出资料顶（不足半层），取最高层的值", r->extended, r->columns);
    lt_gridded_ground_repairs(s->ground, n);
}

static void release(lt_supply *face) {
    gridded_supply *s = (gridded_supply *)face;
    lt_air_track_free(s->air);
    lt_gridded_ground_free(s->ground);
    for (int p = 0; s->horizontal && p < s->series->n_planes; p++) lt_horizontal_free(s->horizontal[p]);
    lt_free(s->horizontal);
    lt_free(s->roughness);
    lt_series_free(s->series);
    lt_free(s);
}

/* --- making --- */

static lt_status check_times(const gridded_supply *s) {
    static const lt_gridded_field must[] = {LT_G_TEMPERATURE, LT_G_EAST, LT_G_NORTH};
    long n = s->series->field[LT_G_TEMPERATURE].n;
    if (s->run.persist && n != 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "persist: yes holds one state for all hours",
                        .where = s->series->part[0]->path, .expected = "files with one time",
                        .found = lt_fmt("%ld times of temperature over levels", n),
                        .todo = "give one file, or persist: no");
    for (size_t f = 0; f < sizeof must / sizeof *must && !s->run.persist; f++)
        LT_TRY(lt_series_cover(s->series, must[f], s->run.first, s->run.last));
    return LT_OK;
}

/* A plane that only a field of no use has need not cover the grid: it gets none. */
static lt_status make_horizontals(gridded_supply *s) {
    LT_TRY(lt_calloc((size_t)s->series->n_planes, sizeof(lt_horizontal *), &s->horizontal));
    for (int p = 0; p < s->series->n_planes; p++) {
        int part = 0;
        while (s->series->plane_of[part] != p) part++;
        LT_TRY(lt_horizontal_create(s->series->plane[p], s->run.grid, s->series->part[part]->path, &s->horizontal[p]));
    }
    return LT_OK;
}

static void note(const gridded_supply *s, lt_notes *n) {
    const lt_gridded *levels = lt_series_levels(s->series);
    char first[24];
    long times = s->series->field[LT_G_TEMPERATURE].n;
    lt_time_iso(s->series->field[LT_G_TEMPERATURE].items[0].end, first);
    lt_note(n,
            "%s: %d levels over %ld points, %ld time%s from %s; bilinear between points (precipitation by areas of "
            "overlap, total kept), linear in time between states",
            "%s：%d 层、%ld 个点，%ld 个时次，%.0s起始 "
            "%s；水平双线性插值（降水按重叠面积、总量守恒），时间上在各时次之间线性插值",
            lt_series_label(s->series), levels->n_levels, levels->plane->n, times, times == 1 ? "" : "s", first);
    lt_note(
        n,
        "vertical: by mass onto the model's layers over its own terrain; below the source's ground 6.5 K/km and the "
        "log law of the wind; levels inside the source's ground are not used; no layer above saturation over water",
        "垂直：按质量放到模式地形之上的各层；资料地面以下用 6.5 K/km "
        "递减率和风的对数律；资料地面以下的层次不用；各层不超过对水面饱和");
    if (s->run.persist)
        lt_note(n,
                "one state held for all hours (persist: yes): not the weather of any date, its diurnal cycle is missing",
                "所有时刻用同一个时次（persist: yes）：不是任何日期的实际天气，没有日变化");
}

static lt_status create(gridded_supply *s, lt_notes *notes) {
    if (!lt_series_has(s->series, LT_G_TEMPERATURE))
        return lt_series_cover(s->series, LT_G_TEMPERATURE, s->run.first, s->run.last);
    LT_TRY(check_times(s));
    LT_TRY(make_horizontals(s));
    note(s, notes);
    LT_TRY(lt_gridded_ground_create(s->series, s->horizontal, &s->run, notes, &s->ground));
    LT_TRY(lt_calloc((size_t)s->n_cells, sizeof(double), &s->roughness));
    LT_TRY(lt_ground_roughness(s->run.grid, s->run.first, s->roughness));
    lt_air_options options = {s->roughness, s->run.threads, lt_gridded_ground_air, s->ground};
    return lt_air_track_create(s->series, s->horizontal[s->series->field[LT_G_TEMPERATURE].plane], s->run.grid,
                               &options, &s->air);
}

lt_status lt_gridded_supply_create(lt_series *series, const lt_gridded_run *run, lt_notes *notes, lt_supply **out) {
    gridded_supply *s = NULL;
    lt_status status = lt_calloc(1, sizeof *s, &s);
    if (status != LT_OK) {
        lt_series_free(series);
        return status;
    }
    *s = (gridded_supply){.face = {load_instant, load_hour, mass, air, ground, wind, release, repairs, true},
                          .series = series,
                          .run = *run,
                          .n_cells = (long)run->grid->nx * run->grid->ny};
    status = create(s, notes);
    if (status == LT_OK)
        *out = &s->face;
    else
        release(&s->face);
    return status;
}
