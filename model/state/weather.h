/* weather.h - the hour of met.nc that the model is in. */
#ifndef LT_WEATHER_H
#define LT_WEATHER_H

#include "base/ncio.h"

typedef struct lt_weather {
    lt_ncr *file;
    size_t nx, ny, nz, n_hours;
    size_t air_nx, air_ny, air_i0, air_j0;           /* of the four of air.h, and where in them the others begin */
    double *wide;                                    /* a field of the file's cells, where they are more; or NULL */
    lt_time start;                                   /* of the first hour */
    size_t next;                                     /* hour whose beginning is mass_end */
    bool cloudless;                                  /* lt_weather_do_without_clouds */
    double *mass_begin, *mass_end, *flux_x, *flux_y; /* air.h */
    double *kz;                                      /* [nz+1][ny][nx] m2/s */
    double *humidity;                                /* [nz][ny][nx] 0..1 */
    double *friction_velocity, *inverse_obukhov_length, *precipitation; /* [ny][nx] */
    double *temperature_2m, *wind_10m, *shortwave;                      /* [ny][nx] */
    double *boundary_layer_height;                                      /* [ny][nx] m */
    /* NULL where nobody asked for it (lt_weather_want): */
    double *temperature;                                /* [nz][ny][nx] K */
    double *cloud_water, *cloud_ice, *cloud_fraction;   /* [nz][ny][nx] kg/kg, mean over the cell; 0..1 */
    double *convective_velocity;                        /* [ny][nx], as all that follow: w*, m/s */
    double *roughness, *displacement;                   /* m */
    double *sensible_heat, *latent_heat;                /* W/m2, upward */
    double *skin_temperature, *surface_pressure;        /* K; Pa */
    double *albedo, *cloud_cover, *cloud_optical_depth; /* depth: of the cloudy part */
    double *snow_share, *snow_cover, *soil_moisture;    /* of precipitation; of the cell; m3/m3 */
} lt_weather;

/* Take the open met file over (whatever comes out, lt_weather_close closes it); its grid must be nx, ny, nz, it must
 * cover n_hours from start and have the fields that every run reads (LT_ERR_INPUT names one that it lacks). */
lt_status lt_weather_open(lt_ncr *file, size_t nx, size_t ny, size_t nz, lt_time start, size_t n_hours,
                          lt_weather *out);
/* Read this member of the weather too, &weather->temperature say; asked again it does nothing. LT_ERR_INPUT: the file
 * lacks it. */
lt_status lt_weather_want(lt_weather *weather, double **member);
/* All but the air (masses and fluxes) is of the nx x ny cells from column i0 of row j0 alone: of a part of a grid,
 * which needs the air around it too. Before the first hour is read. */
lt_status lt_weather_inside(lt_weather *weather, size_t i0, size_t j0, size_t nx, size_t ny);
/* Mass at the beginning of the hour in cell c = j nx + i of the lowest layer, kg. */
static inline double lt_weather_mass(const lt_weather *w, size_t c) {
    return w->mass_begin[(c / w->nx + w->air_j0) * w->air_nx + c % w->nx + w->air_i0];
}
/* Where the file lacks one of the three fields of cloud in layers, all of them are 0 from here on, and it says true.
 * Before they are asked for. */
bool lt_weather_do_without_clouds(lt_weather *weather);
/* Read one hour of the file. LT_ERR_INPUT for a value that cannot be. */
lt_status lt_weather_hour(lt_weather *weather, size_t hour);
/* Of it the fields [ny][nx] alone, a hundredth of the bytes; those in layers keep what they had. */
lt_status lt_weather_hour_at_ground(lt_weather *weather, size_t hour);
/* Read the temperatures at 2 m [K] of any hour of the file into out[ny][nx]. */
lt_status lt_weather_temperature_2m(const lt_weather *weather, size_t hour, double *out);
/* All faults of a met file: fields, units, values, hours. */
lt_status lt_weather_judge(lt_ncr *file, lt_faults *faults);
void lt_weather_close(lt_weather *weather); /* closes the file too */

#endif
