/* gridded_ground.c - tracks and flows of the ground fields (gridded_ground.h).
 *
 * Temperature at 2 m is brought from the source's ground to the model's by 6.5 K/km (standard atmosphere; as ERA5-Land
 * corrects for elevation, with the lapse of the air there), the water vapour keeps its mixing ratio, at most
 * saturation. The 10 m wind stays: hour_fields.c knows the roughness under it. Skin, albedo, roughness and friction are
 * taken from points that are land (or sea) as most of the cell; sea surface and ice from sea points; soil and snow from
 * land. */
#include "model/met/gridded/gridded_ground.h"

#include "model/met/humidity.h"

#include <math.h>
#include <string.h>

static const double LAPSE_KM = 0.0065;

/* States: id, field, points. */
#define STATE_LIST(X)                                                                                                  \
    X(S_T2M, LT_G_T2M, LT_POINTS_ALL)                                                                                  \
    X(S_DEW, LT_G_DEW_POINT, LT_POINTS_ALL)                                                                            \
    X(S_Q2M, LT_G_HUMIDITY_2M, LT_POINTS_ALL)                                                                          \
    X(S_RH2M, LT_G_RELATIVE_2M, LT_POINTS_ALL)                                                                         \
    X(S_EAST, LT_G_EAST_10M, LT_POINTS_ALL)                                                                            \
    X(S_NORTH, LT_G_NORTH_10M, LT_POINTS_ALL)                                                                          \
    X(S_PRESSURE, LT_G_SURFACE_PRESSURE, LT_POINTS_ALL)                                                                \
    X(S_SKIN, LT_G_SKIN, LT_POINTS_CELL)                                                                               \
    X(S_SEA, LT_G_SEA_SURFACE, LT_POINTS_SEA)                                                                          \
    X(S_ICE, LT_G_SEA_ICE, LT_POINTS_SEA)                                                                              \
    X(S_SEA_SKIN, LT_G_SKIN, LT_POINTS_SEA)                                                                            \
    X(S_SNOW, LT_G_SNOW, LT_POINTS_LAND)                                                                               \
    X(S_SOIL, LT_G_SOIL_MOISTURE, LT_POINTS_LAND)                                                                      \
    X(S_ALBEDO, LT_G_ALBEDO, LT_POINTS_CELL)                                                                           \
    X(S_CLOUD, LT_G_CLOUD_TOTAL, LT_POINTS_ALL)                                                                        \
    X(S_PBLH, LT_G_PBLH, LT_POINTS_ALL)                                                                                \
    X(S_USTAR, LT_G_USTAR, LT_POINTS_CELL)                                                                             \
    X(S_ROUGHNESS, LT_G_ROUGHNESS, LT_POINTS_CELL)
enum {
#define STATE_ID(id, field, points) id,
    STATE_LIST(STATE_ID)
#undef STATE_ID
        N_STATES
};
static const struct {
    lt_gridded_field field;
    lt_network_weather points;
} states[N_STATES] = {
#define STATE_ROW(id, field, points) {field, points},
    STATE_LIST(STATE_ROW)
#undef STATE_ROW
};

/* Amounts and fluxes: id, field, conservative, by the sun. */
#define FLOW_LIST(X)                                                                                                   \
    X(F_RAIN, LT_G_RAIN, true, false)                                                                                  \
    X(F_SNOWFALL, LT_G_SNOWFALL, true, false)                                                                          \
    X(F_SHORTWAVE, LT_G_SHORTWAVE, false, true)                                                                        \
    X(F_LONGWAVE, LT_G_LONGWAVE, false, false)                                                                         \
    X(F_SENSIBLE, LT_G_SENSIBLE, false, false)                                                                         \
    X(F_LATENT, LT_G_LATENT, false, false)
enum {
#define FLOW_ID(id, field, conservative, sun) id,
    FLOW_LIST(FLOW_ID)
#undef FLOW_ID
        N_FLOWS
};
static const struct {
    lt_gridded_field field;
    bool conservative, sun;
} flows[N_FLOWS] = {
#define FLOW_ROW(id, field, conservative, sun) {field, conservative, sun},
    FLOW_LIST(FLOW_ROW)
#undef FLOW_ROW
};

struct lt_gridded_ground {
    const lt_series *series;
    lt_horizontal *const *horizontal;
    lt_gridded_run run;
    long n_cells;
    lt_track *state[N_STATES];
    lt_flow *flow[N_FLOWS];
    lt_track *instant[N_FLOWS]; /* fluxes that the source gives at instants */
    float *terrain;             /* of the source; NULL: not known */
    float *hour[N_STATES], *rate[N_FLOWS], *day;
    float *air[N_STATES]; /* at an instant: those that the columns need; humidity in S_Q2M */
};

/* --- making --- */

static lt_status read_fixed(lt_gridded_ground *g, lt_gridded_field field, bool mask) {
    float *source = NULL;
    lt_horizontal *h = g->horizontal[g->series->field[field].plane];
    LT_TRY(lt_calloc((size_t)lt_series_plane(g->series, field)->n, sizeof *source, &source));
    lt_status status = lt_series_read(g->series, field, 0, source);
    if (status == LT_OK && mask) status = lt_horizontal_mask(h, source);
    if (status == LT_OK && !mask) status = lt_calloc((size_t)g->n_cells, sizeof *g->terrain, &g->terrain);
    if (status == LT_OK && !mask) lt_horizontal_ground(h, LT_POINTS_ALL, source, g->run.threads, g->terrain);
    lt_free(source);
    return status;
}

static bool covers(const lt_gridded_ground *g, lt_gridded_field field) {
    return lt_series_has(g->series, field) &&
           (g->run.persist || lt_series_covers(g->series, field, g->run.first, g->run.last));
}

static void note_left_out(lt_notes *notes, lt_gridded_field field) {
    lt_note(notes, "%s stands in the weather's files but does not cover the run: left out",
            "天气文件中有 %s，但未覆盖全部时段：不用", lt_gridded_rows[field].name);
}

static lt_status make_track(lt_gridded_ground *g, lt_gridded_field field, lt_network_weather points, lt_notes *notes,
                            lt_track **out) {
    if (!lt_series_has(g->series, field)) return LT_OK;
    if (!covers(g, field)) {
        note_left_out(notes, field);
        return LT_OK;
    }
    return lt_track_create(g->series, field, g->horizontal[g->series->field[field].plane], points, g->n_cells,
                           g->run.threads, out);
}

/* Does the source give the flux at instants? */
static bool at_instants(const lt_series *s, lt_gridded_field field) {
    for (long r = 0; r < s->field[field].n; r++)
        if (s->field[field].items[r].begin != s->field[field].items[r].end) return false;
    return lt_gridded_rows[field].span == LT_GRIDDED_FLUX;
}

static lt_status make_flow(lt_gridded_ground *g, int f, lt_notes *notes) {
    lt_gridded_field field = flows[f].field;
    if (!lt_series_has(g->series, field)) return LT_OK;
    if (at_instants(g->series, field)) return make_track(g, field, LT_POINTS_ALL, notes, &g->instant[f]);
    lt_flow_options options = {flows[f].conservative, flows[f].sun, g->run.persist, g->run.threads};
    LT_TRY(lt_flow_create(g->series, field, g->horizontal[g->series->field[field].plane], g->run.grid, &options,
                          &g->flow[f]));
    if (lt_flow_covers(g->flow[f], g->run.first, g->run.last)) return LT_OK;
    if (f == F_RAIN) return lt_flow_raise_hole(g->flow[f], g->run.first, g->run.last);
    note_left_out(notes, field);
    lt_flow_free(g->flow[f]);
    g->flow[f] = NULL;
    return LT_OK;
}

static lt_status make_arrays(lt_gridded_ground *g) {
    size_t n = (size_t)g->n_cells;
    for (int s = 0; s < N_STATES; s++)
        if (g->state[s]) LT_TRY(lt_calloc(n, sizeof(float), &g->hour[s]));
    for (int f = 0; f < N_FLOWS; f++)
        if (g->flow[f] || g->instant[f]) LT_TRY(lt_calloc(n, sizeof(float), &g->rate[f]));
    for (int s = S_T2M; s <= S_PRESSURE; s++)
        if (g->state[s] || s == S_Q2M) LT_TRY(lt_calloc(n, sizeof(float), &g->air[s]));
    return lt_calloc(n, sizeof(float), &g->day);
}

/* What is diagnosed because the source is silent. */
static void note_silent(const lt_gridded_ground *g, lt_notes *n) {
    static const struct {
        int state, flow;
        const char *en, *zh;
    } wanted[] = {{S_T2M, -1, "2 m temperature (from the lowest levels)", "2 米气温（由最低层推算）"},
                  {S_EAST, -1, "10 m wind (log law from the lowest levels)", "10 米风（由最低层按对数律推算）"},
                  {S_CLOUD, -1, "cloud cover", "总云量"},
                  {S_PBLH, -1, "boundary layer height", "边界层高度"},
                  {S_USTAR, -1, "friction velocity", "摩擦速度"},
                  {S_ALBEDO, -1, "albedo", "反照率"},
                  {S_SKIN, -1, "skin temperature", "地表温度"},
                  {S_SNOW, -1, "snow", "积雪"},
                  {S_SOIL, -1, "soil moisture", "土壤湿度"},
                  {-1, F_SHORTWAVE, "shortwave radiation", "短波辐射"},
                  {-1, F_LONGWAVE, "longwave radiation", "长波辐射"},
                  {-1, F_SENSIBLE, "sensible heat flux", "感热通量"},
                  {-1, F_LATENT, "latent heat flux", "潜热通量"}};
    char en[512] = "", zh[512] = "";
    for (size_t w = 0; w < sizeof wanted / sizeof *wanted; w++) {
        bool given = wanted[w].state >= 0 ? g->state[wanted[w].state] != NULL
                                          : g->flow[wanted[w].flow] || g->instant[wanted[w].flow];
        if (given) continue;
        snprintf(en + strlen(en), sizeof en - strlen(en), "%s%s", en[0] ? ", " : "", wanted[w].en);
        snprintf(zh + strlen(zh), sizeof zh - strlen(zh), "%s%s", zh[0] ? "、" : "", wanted[w].zh);
    }
    if (en[0]) lt_note(n, "not given by the source, diagnosed: %s%.0s", "资料中没有、由诊断得到：%.0s%s", en, zh);
    if (!g->flow[F_RAIN])
        lt_note(n, "the source has no precipitation: none is assumed", "资料中没有降水：按无降水处理");
}

static lt_status create(lt_gridded_ground *g, lt_notes *notes) {
    const lt_series *s = g->series;
    if (lt_series_has(s, LT_G_LAND)) LT_TRY(read_fixed(g, LT_G_LAND, true));
    if (lt_series_has(s, LT_G_TERRAIN)) LT_TRY(read_fixed(g, LT_G_TERRAIN, false));
    for (int f = 0; f < N_STATES; f++) {
        if (f == S_SEA_SKIN && lt_series_has(s, LT_G_SEA_SURFACE)) continue;
        LT_TRY(make_track(g, states[f].field, states[f].points, notes, &g->state[f]));
    }
    for (int f = 0; f < N_FLOWS; f++) LT_TRY(make_flow(g, f, notes));
    note_silent(g, notes);
    return make_arrays(g);
}

lt_status lt_gridded_ground_create(const lt_series *series, lt_horizontal *const *horizontal, const lt_gridded_run *run,
                                   lt_notes *notes, lt_gridded_ground **out) {
    lt_gridded_ground *g = NULL;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    *g = (lt_gridded_ground){.series = series, .horizontal = horizontal, .run = *run};
    g->n_cells = (long)run->grid->nx * run->grid->ny;
    lt_status status = create(g, notes);
    if (status != LT_OK) {
        lt_gridded_ground_free(g);
        return status;
    }
    *out = g;
    return LT_OK;
}

void lt_gridded_ground_free(lt_gridded_ground *g) {
    if (!g) return;
    for (int s = 0; s < N_STATES; s++) {
        lt_track_free(g->state[s]);
        lt_free(g->hour[s]);
        lt_free(g->air[s]);
    }
    for (int f = 0; f < N_FLOWS; f++) {
        lt_flow_free(g->flow[f]);
        lt_track_free(g->instant[f]);
        lt_free(g->rate[f]);
    }
    lt_free(g->terrain);
    lt_free(g->day);
    lt_free(g);
}

/* --- at an instant --- */

static double value(const float *field, long c) {
    return field ? field[c] : NAN;
}

/* Specific humidity at 2 m from what the source gives. */
static double humidity_2m(float *const *field, long c, double pressure_Pa) {
    double q = value(field[S_Q2M], c), dew = value(field[S_DEW], c), rh = value(field[S_RH2M], c);
    if (!isnan(dew)) return lt_saturation_humidity(dew, pressure_Pa);
    if (!isnan(rh)) return fmin(fmax(rh, 0.0), 1.0) * lt_saturation_humidity(value(field[S_T2M], c), pressure_Pa);
    return q;
}

lt_status lt_gridded_ground_air(void *ground, lt_time t, lt_air_ground *out) {
    lt_gridded_ground *g = ground;
    for (int s = S_T2M; s <= S_PRESSURE; s++)
        if (g->state[s]) LT_TRY(lt_track_mean(g->state[s], t, t, g->air[s]));
    bool humid = g->state[S_DEW] || g->state[S_RH2M] || g->state[S_Q2M];
    float *all[N_STATES];
    memcpy(all, g->air, sizeof all);
    if (!g->state[S_Q2M]) all[S_Q2M] = NULL;
    for (long c = 0; humid && c < g->n_cells; c++) {
        double p = value(g->air[S_PRESSURE], c);
        g->air[S_Q2M][c] = (float)humidity_2m(all, c, isnan(p) ? 101325.0 : p);
    }
    *out = (lt_air_ground){.terrain = g->terrain,
                           .surface_pressure = g->air[S_PRESSURE],
                           .temperature_2m = g->air[S_T2M],
                           .humidity_2m = humid ? g->air[S_Q2M] : NULL,
                           .east_10m = g->air[S_NORTH] ? g->air[S_EAST] : NULL,
                           .north_10m = g->air[S_EAST] ? g->air[S_NORTH] : NULL};
    return LT_OK;
}

/* --- by the hour --- */

/* 24 h around the hour, as far as the source reaches. */
static lt_status load_day(lt_gridded_ground *g, lt_time t) {
    long n = g->series->field[LT_G_T2M].n;
    const lt_series_record *items = g->series->field[LT_G_T2M].items;
    lt_time from = t + LT_HOUR / 2 - LT_DAY / 2, to = from + LT_DAY;
    if (from < items[0].end) from = items[0].end;
    if (to > items[n - 1].end) to = items[n - 1].end;
    if (from > to) from = to = t;
    LT_TRY(lt_track_mean(g->state[S_T2M], from, to, g->day));
    lt_track_forget(g->state[S_T2M], from);
    return LT_OK;
}

lt_status lt_gridded_ground_hour(lt_gridded_ground *g, lt_time t) {
    for (int s = 0; s < N_STATES; s++) {
        if (!g->state[s]) continue;
        LT_TRY(lt_track_mean(g->state[s], t, t + LT_HOUR, g->hour[s]));
        if (s != S_T2M) lt_track_forget(g->state[s], t);
    }
    if (g->state[S_T2M]) LT_TRY(load_day(g, t));
    for (int f = 0; f < N_FLOWS; f++) {
        if (g->flow[f]) LT_TRY(lt_flow_hour(g->flow[f], t, g->rate[f]));
        if (!g->instant[f]) continue;
        LT_TRY(lt_track_mean(g->instant[f], t, t + LT_HOUR, g->rate[f]));
        lt_track_forget(g->instant[f], t);
    }
    return LT_OK;
}

/* --- over a cell --- */

static double between(double v, double least, double most) {
    return isnan(v) ? v : fmin(fmax(v, least), most);
}

static void set_air(const lt_gridded_ground *g, long c, const double near[4], double surface_Pa,
                    lt_ground_weather *out) {
    double t = value(g->hour[S_T2M], c), lift = g->terrain ? LAPSE_KM * (g->run.grid->terrain[c] - g->terrain[c]) : 0.0;
    double source_Pa = value(g->hour[S_PRESSURE], c);
    double q = humidity_2m((float *const *)g->hour, c, isnan(source_Pa) ? surface_Pa : source_Pa);
    out->temperature_2m_K = isnan(t) ? near[0] : t - lift;
    out->day_temperature_K = isnan(t) ? near[0] : g->day[c] - lift;
    if (isnan(q)) q = near[1];
    double vapour = fmax(q, 1e-7) * surface_Pa / (0.622 + 0.378 * q);
    out->dew_point_2m_K = fmin(lt_dew_point(vapour), out->temperature_2m_K);
    double east = value(g->hour[S_EAST], c), north = value(g->hour[S_NORTH], c);
    if (isnan(east) || isnan(north)) east = near[2], north = near[3];
    out->wind_10m_ms = hypot(east, north);
    out->east = out->wind_10m_ms > 0.0 ? east / out->wind_10m_ms : 0.0;
    out->north = out->wind_10m_ms > 0.0 ? north / out->wind_10m_ms : -1.0;
    double roughness = value(g->hour[S_ROUGHNESS], c);
    out->wind_roughness_m = roughness > 1e-6 ? roughness : 0.0;
}

void lt_gridded_ground_at(const lt_gridded_ground *g, long c, const double near[4], double surface_Pa,
                          lt_ground_weather *out) {
    *out = (lt_ground_weather){0};
    set_air(g, c, near, surface_Pa, out);
    double rain = value(g->rate[F_RAIN], c), snow = value(g->rate[F_SNOWFALL], c);
    out->precipitation_kgm2s = isnan(rain) ? 0.0 : rain;
    out->snow_share = isnan(snow) ? NAN : rain > 0.0 ? between(snow / rain, 0.0, 1.0) : 0.0;
    out->cloud = between(value(g->hour[S_CLOUD], c), 0.0, 1.0);
    out->shortwave_Wm2 = between(value(g->rate[F_SHORTWAVE], c), 0.0, 2000.0);
    out->longwave_Wm2 = value(g->rate[F_LONGWAVE], c);
    out->heat_flux_Wm2 = value(g->rate[F_SENSIBLE], c);
    out->latent_flux_Wm2 = value(g->rate[F_LATENT], c);
    out->friction_velocity_ms = value(g->hour[S_USTAR], c);
    out->boundary_layer_m = value(g->hour[S_PBLH], c);
    out->albedo = between(value(g->hour[S_ALBEDO], c), 0.0, 1.0);
    out->soil_moisture = between(value(g->hour[S_SOIL], c), 0.0, 1.0);
    out->skin_K = value(g->hour[S_SKIN], c);
    out->sea_surface_K = value(g->hour[S_SEA], c);
    if (isnan(out->sea_surface_K)) out->sea_surface_K = value(g->hour[S_SEA_SKIN], c);
    out->sea_ice = between(value(g->hour[S_ICE], c), 0.0, 1.0);
    out->snow_kgm2 = between(value(g->hour[S_SNOW], c), 0.0, 1e5);
}

void lt_gridded_ground_repairs(const lt_gridded_ground *g, lt_notes *n) {
    for (int f = 0; f < N_FLOWS; f++) {
        double lowest;
        long count = g->flow[f] ? lt_flow_repairs(g->flow[f], &lowest) : 0;
        if (!count) continue;
        lt_note(n, "%ld increments of %s below 0 set to 0 (lowest %g)", "%ld 个 %s 增量为负，已置零（最低 %g）", count,
                lt_gridded_rows[flows[f].field].name, lowest);
    }
}
