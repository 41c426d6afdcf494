/* dry_hour.c - a plume's hour as a tile of which one lane is looked at (dry_hour.h). */
#include "model/gaussian/dry_hour.h"

#include "base/timeaxis.h"
#include "model/deposition/particle_dry.h"
#include "model/deposition/settling.h"
#include "model/met/radiation.h"
#include "model/met/solar.h"

#include <math.h>

enum { N_WEATHER = 11 };

struct lt_dry_hours {
    lt_dry_place place;
    int n, n_gases;
    lt_dry_matter *matter;
    int *gas_of; /* [n]: row of velocity, -1 a sphere */
    lt_gas_dry *gases;
    lt_particle_dry *spheres;
    double *work, *velocity; /* of the gases */
    double fraction[LT_N_LAND * LT_LANES];
    double weather[N_WEATHER][LT_LANES];
    lt_gas_dry_weather tile; /* points into weather */
};

static lt_status judge(const lt_dry_place *place, const lt_dry_matter *matter, int n) {
    double sum = 0.0;
    for (int c = 0; c < LT_N_LAND; c++) sum += place->fraction[c];
    if (!(fabs(sum - 1.0) <= 1e-6))
        return LT_RAISE(LT_ERR_INPUT, .what = "land cover around a plume", .where = "shares of the classes",
                        .expected = "a sum of 1", .found = lt_fmt("%g", sum), .todo = "give all of the land");
    for (int m = 0; m < n; m++)
        if (!matter[m].gas && !(matter[m].diameter_m > 0.0 && matter[m].density_kgm3 > 0.0))
            return LT_RAISE(LT_ERR_INPUT, .what = "particles that deposit", .where = lt_fmt("species %d", m + 1),
                            .expected = "diameter and density above 0",
                            .found = lt_fmt("%g m, %g kg/m3", matter[m].diameter_m, matter[m].density_kgm3),
                            .todo = "give both, or the name of a gas");
    return LT_OK;
}

static lt_status fill(lt_dry_hours *dry, const lt_dry_matter *matter, int n) {
    const char **names = NULL;
    LT_TRY(lt_calloc((size_t)n, sizeof *dry->matter, &dry->matter));
    LT_TRY(lt_calloc((size_t)n, sizeof *dry->gas_of, &dry->gas_of));
    LT_TRY(lt_calloc((size_t)n, sizeof *names, &names));
    dry->n = n;
    for (int m = 0; m < n; m++) {
        dry->matter[m] = matter[m];
        dry->matter[m].gas = NULL; /* the name is the caller's */
        dry->gas_of[m] = matter[m].gas ? dry->n_gases : -1;
        if (matter[m].gas) names[dry->n_gases++] = matter[m].gas;
    }
    lt_status status = LT_OK;
    if (dry->n_gases > 0) status = lt_gas_dry_create(NULL, names, dry->n_gases, &dry->gases);
    lt_free(names);
    if (status == LT_OK && dry->n_gases < n) status = lt_particle_dry_create(&dry->spheres);
    if (status != LT_OK || dry->n_gases == 0) return status;
    LT_TRY(lt_calloc(lt_gas_dry_work(dry->gases), sizeof *dry->work, &dry->work));
    return lt_calloc((size_t)dry->n_gases * LT_LANES, sizeof *dry->velocity, &dry->velocity);
}

lt_status lt_dry_hours_create(const lt_dry_place *place, const lt_dry_matter *matter, int n, lt_dry_hours **out) {
    lt_dry_hours *dry = NULL;
    LT_TRY(judge(place, matter, n));
    LT_TRY(lt_calloc(1, sizeof *dry, &dry));
    dry->place = *place;
    for (int c = 0; c < LT_N_LAND; c++)
        for (int l = 0; l < LT_LANES; l++) dry->fraction[c * LT_LANES + l] = place->fraction[c];
    double(*w)[LT_LANES] = dry->weather;
    dry->tile = (lt_gas_dry_weather){10.0, w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10]};
    const lt_status status = fill(dry, matter, n);
    if (status != LT_OK) {
        lt_dry_hours_free(dry);
        return status;
    }
    *out = dry;
    return LT_OK;
}

void lt_dry_hours_free(lt_dry_hours *dry) {
    if (!dry) return;
    lt_gas_dry_free(dry->gases);
    lt_particle_dry_free(dry->spheres);
    lt_free(dry->matter);
    lt_free(dry->gas_of);
    lt_free(dry->work);
    lt_free(dry->velocity);
    lt_free(dry);
}

static lt_status known(const lt_plume_hour *hour) {
    const char *lacks = isnan(hour->relative_humidity) ? "relative humidity"
                        : isnan(hour->cloud)           ? "cloud"
                        : isnan(hour->rain_mmh)        ? "rain"
                                                       : NULL;
    if (!lacks) return LT_OK;
    char end[24];
    lt_time_iso(hour->end_s, end);
    return LT_RAISE(LT_ERR_INPUT, .what = "dry deposition lacks weather", .where = lt_fmt("hour that ends at %s", end),
                    .expected = lt_fmt("the %s", lacks), .found = "not known",
                    .todo = "take weather that has it, or give a deposition velocity");
}

static void set(lt_dry_hours *dry, const lt_plume_hour *hour) {
    const double sun = lt_solar_sin_elevation(hour->end_s - LT_HOUR / 2, dry->place.lat_deg, dry->place.lon_deg);
    const double clear = lt_solar_clear_sky_hour(hour->end_s - LT_HOUR, dry->place.lat_deg, dry->place.lon_deg);
    const double numbers[N_WEATHER] = {hour->friction_velocity_ms,
                                       1.0 / hour->obukhov_m,
                                       hour->roughness_m,
                                       hour->temperature_K,
                                       hour->temperature_K,
                                       hour->relative_humidity,
                                       clear * lt_shortwave_share(hour->cloud),
                                       sun,
                                       hour->cloud,
                                       hour->rain_mmh / 3600.0,
                                       dry->place.snow_cover};
    for (int k = 0; k < N_WEATHER; k++)
        for (int l = 0; l < LT_LANES; l++) dry->weather[k][l] = numbers[k];
    dry->tile.height = hour->wind_height_m;
}

lt_status lt_dry_hours_of(lt_dry_hours *dry, const lt_plume_hour *hour, double *deposition_ms, double *settling_ms) {
    LT_TRY(known(hour));
    set(dry, hour);
    const lt_time local = hour->end_s - LT_HOUR / 2 + (lt_time)(dry->place.lon_deg * 240.0); /* by the sun */
    const int month = lt_time_civil(local).month;
    const double density = hour->pressure_Pa / (LT_R_DRY * hour->temperature_K);
    const lt_sphere_air air = lt_sphere_air_of(hour->temperature_K, density);
    double lanes[LT_LANES], velocity[LT_LANES];
    for (int l = 0; l < LT_LANES; l++) lanes[l] = density;
    if (dry->gases) lt_gas_dry_velocity(dry->gases, month, dry->fraction, &dry->tile, dry->work, dry->velocity);
    for (int m = 0; m < dry->n; m++) {
        settling_ms[m] = 0.0;
        if (dry->gas_of[m] >= 0) {
            deposition_ms[m] = dry->velocity[dry->gas_of[m] * LT_LANES];
            continue;
        }
        const double d = dry->matter[m].diameter_m, heavy = dry->matter[m].density_kgm3;
        lt_particle_dry_sphere(dry->spheres, month, dry->fraction, &dry->tile, lanes, d, heavy, velocity);
        deposition_ms[m] = velocity[0];
        settling_ms[m] = lt_sphere_settling(&air, d, heavy, lt_sphere_slip(&air, d));
    }
    return LT_OK;
}
