#include "model/state/weather.h"

#include <string.h>

/* Every field that is read by the hour: name, member, how many layers above nz (or -1: one layer). */
typedef struct lt_weather_field {
    const char *name;
    size_t member;
    int shape; /* 0: nz layers; 1: nz + 1; 2: faces in x; 3: faces in y; 4: one layer */
} lt_weather_field;

#define LT_MEMBER(name) offsetof(lt_weather, name)
static const lt_weather_field fields[] = {
    {"mass_flux_x", LT_MEMBER(flux_x), 2},
    {"mass_flux_y", LT_MEMBER(flux_y), 3},
    {"kz", LT_MEMBER(kz), 1},
    {"air_temperature", LT_MEMBER(temperature), 0},
    {"relative_humidity", LT_MEMBER(humidity), 0},
    {"friction_velocity", LT_MEMBER(friction_velocity), 4},
    {"inverse_obukhov_length", LT_MEMBER(inverse_obukhov_length), 4},
    {"precipitation_flux", LT_MEMBER(precipitation), 4},
    {"air_temperature_2m", LT_MEMBER(temperature_2m), 4},
    {"wind_speed_10m", LT_MEMBER(wind_10m), 4},
    {"downwelling_shortwave", LT_MEMBER(shortwave), 4},
    {"boundary_layer_height", LT_MEMBER(boundary_layer_height), 4},
};
enum { N_FIELDS = sizeof fields / sizeof fields[0] };

static double **member(lt_weather *w, const lt_weather_field *field) {
    return (double **)((char *)w + field->member);
}

static size_t count(const lt_weather *w, int shape) {
    size_t plane = w->nx * w->ny;
    switch (shape) {
    case 0:
        return w->nz * plane;
    case 1:
        return (w->nz + 1) * plane;
    case 2:
        return w->nz * w->ny * (w->nx + 1);
    case 3:
        return w->nz * (w->ny + 1) * w->nx;
    default:
        return plane;
    }
}

static lt_status check_cover(lt_weather *w, lt_time start, size_t n_hours) {
    double *times;
    LT_TRY(lt_calloc(w->n_hours, sizeof(double), &times));
    lt_status status = lt_ncr_get_double(w->file, "time", NULL, w->n_hours, times);
    /* time is the middle of the hour; see lt_ncw_time_hours. */
    w->start = status == LT_OK ? (lt_time)times[0] - 1800 : 0;
    lt_free(times);
    LT_TRY(status);
    lt_time end = w->start + (lt_time)w->n_hours * LT_HOUR, need = start + (lt_time)n_hours * LT_HOUR;
    if (start >= w->start && need <= end && (start - w->start) % LT_HOUR == 0) return LT_OK;
    char have[2][24], want[2][24];
    lt_time_iso(w->start, have[0]);
    lt_time_iso(end, have[1]);
    lt_time_iso(start, want[0]);
    lt_time_iso(need, want[1]);
    return LT_RAISE(LT_ERR_INPUT, .what = "the meteorology does not cover the run", .where = lt_ncr_path(w->file),
                    .expected = lt_fmt("hours from %s to %s", want[0], want[1]),
                    .found = lt_fmt("%s to %s", have[0], have[1]),
                    .todo = "make the meteorology for the period of the case");
}

lt_status lt_weather_open(lt_ncr *file, size_t nx, size_t ny, size_t nz, lt_time start, size_t n_hours, lt_weather *w) {
    memset(w, 0, sizeof *w);
    w->file = file;
    w->nx = nx;
    w->ny = ny;
    w->nz = nz;
    LT_TRY(lt_ncr_expect_dim(file, "x", nx));
    LT_TRY(lt_ncr_expect_dim(file, "y", ny));
    LT_TRY(lt_ncr_expect_dim(file, "z", nz));
    LT_TRY(lt_ncr_dim(file, "time", &w->n_hours));
    LT_TRY(lt_ncr_expect_dim(file, "time_edge", w->n_hours + 1));
    LT_TRY(check_cover(w, start, n_hours));
    LT_TRY(lt_calloc(count(w, 0), sizeof(double), &w->mass_begin));
    LT_TRY(lt_calloc(count(w, 0), sizeof(double), &w->mass_end));
    for (int n = 0; n < N_FIELDS; ++n)
        LT_TRY(lt_calloc(count(w, fields[n].shape), sizeof(double), member(w, &fields[n])));
    return LT_OK;
}

lt_status lt_weather_hour(lt_weather *w, size_t hour) {
    LT_TRY(lt_ncr_get_double_record(w->file, "air_mass", hour, count(w, 0), w->mass_begin));
    LT_TRY(lt_ncr_get_double_record(w->file, "air_mass", hour + 1, count(w, 0), w->mass_end));
    for (int n = 0; n < N_FIELDS; ++n)
        LT_TRY(
            lt_ncr_get_double_record(w->file, fields[n].name, hour, count(w, fields[n].shape), *member(w, &fields[n])));
    return LT_OK;
}

void lt_weather_close(lt_weather *w) {
    for (int n = 0; n < N_FIELDS; ++n) lt_free(*member(w, &fields[n]));
    lt_free(w->mass_begin);
    lt_free(w->mass_end);
    lt_ncr_close(w->file);
    memset(w, 0, sizeof *w);
}
