/* ground_hours.c - what a source says of the ground, by the hour (gridded_ground.h).
 *
 * Temperature at 2 m is brought from the source's ground to the model's by 6.5 K/km (standard atmosphere; as ERA5-Land
 * corrects for elevation, with the lapse of the air there), the water vapour keeps its mixing ratio, at most
 * saturation. The 10 m wind stays: hour_fields.c knows the roughness under it. Skin, albedo, roughness and friction are
 * taken from points that are land (or sea) as most of the cell; sea surface and ice from sea points; soil and snow from
 * land. */
#include "model/met/gridded/gridded_ground_private.h"

#include "model/met/humidity.h"

#include <math.h>
#include <string.h>

static const double LAPSE_KM = 0.0065;

static const lt_gridded_field flow_fields[N_FLOWS] = {
#define FLOW_FIELD(id, field, conservative, sun) field,
    FLOW_LIST(FLOW_FIELD)
#undef FLOW_FIELD
};

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

/* Of the standard atmosphere (ICAO Doc 7488) over the source's ground: for a dew point without a pressure. */
static double standard_pressure(const lt_gridded_ground *g, long c) {
    double height = g->terrain && !isnan(g->terrain[c]) ? g->terrain[c] : 0.0;
    return 101325.0 * pow(1.0 - LAPSE_KM * height / 288.15, LT_GRAVITY / (LT_R_DRY * LAPSE_KM));
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
        g->air[S_Q2M][c] = (float)humidity_2m(all, c, isnan(p) ? standard_pressure(g, c) : p);
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
                lt_gridded_rows[flow_fields[f]].name, lowest);
    }
}
