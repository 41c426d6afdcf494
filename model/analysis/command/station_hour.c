#include "model/analysis/command/station_hour.h"

#include "model/state/hours.h"
#include "model/state/species.h"

#include <math.h>

enum { AMBIENT, AT_273, AT_298, N_STATES };

static const double gas_constant = 8.314462618; /* J mol-1 K-1 */

typedef struct reading {
    const lt_station_wish *wish;
    lt_ncr *file;
    size_t n_stations, record;
    double *value, *flags, *state; /* [n_stations] of one kind */
    long *place;                   /* [n_stations] */
    lt_station_hour *out;
} reading;

/* --- stations --- */

static lt_status place_stations(reading *r) {
    double *lon = r->value, *lat = r->flags;
    LT_TRY(lt_ncr_get_double(r->file, "lon", "degrees_east", r->n_stations, lon));
    LT_TRY(lt_ncr_get_double(r->file, "lat", "degrees_north", r->n_stations, lat));
    for (size_t s = 0; s < r->n_stations; ++s) {
        int i, j;
        bool inside;
        if (!isfinite(lon[s]) || !isfinite(lat[s]) || fabs(lat[s]) > 90.0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a station has no place",
                            .where = lt_fmt("%s, station %zu (from 0)", lt_ncr_path(r->file), s),
                            .expected = "degrees east and north", .found = lt_fmt("%.6g E, %.6g N", lon[s], lat[s]),
                            .todo = "give its place to the archive and export again");
        LT_TRY(lt_grid_cell(r->wish->grid, lon[s], lat[s], &i, &j, &inside));
        r->place[s] = inside ? (long)j * r->wish->grid->nx + i : -1;
    }
    return LT_OK;
}

static lt_status find_record(reading *r) {
    size_t n_hours;
    lt_time first;
    const lt_time begin = r->wish->end - LT_HOUR;
    LT_TRY(lt_ncr_dim(r->file, "time", &n_hours));
    LT_TRY(lt_hours_cover(r->file, "the observations", n_hours, begin, 1, &first));
    r->record = (size_t)((begin - first) / LT_HOUR);
    return LT_OK;
}

/* --- values --- */

static lt_status read_kind(const reading *r, const char *name) {
    const char *flags = lt_fmt("%s_flags", name), *state = lt_fmt("%s_state", name);
    const char *const all[] = {name, flags, state};
    for (int v = 0; v < 3; ++v)
        if (!lt_ncr_has(r->file, all[v]))
            return LT_RAISE(
                LT_ERR_INPUT, .what = "observations are not told apart by quality and state",
                .where = lt_ncr_path(r->file), .expected = lt_fmt("variables %s, %s, %s", name, flags, state),
                .found = lt_fmt("no %s", all[v]), .todo = "export the file again with `lantian obs export`");
        else
            LT_TRY(lt_ncr_expect_dims(r->file, all[v], "time station"));
    LT_TRY(lt_ncr_get_double_record(r->file, name, "ug m-3", r->record, r->n_stations, r->value));
    LT_TRY(lt_ncr_get_double_record(r->file, flags, NULL, r->record, r->n_stations, r->flags));
    return lt_ncr_get_double_record(r->file, state, NULL, r->record, r->n_stations, r->state);
}

/* To the air of the cell. */
static lt_status to_ambient(const reading *r, const char *name, size_t s, double *value) {
    static const double kelvin[N_STATES] = {[AT_273] = 273.15, [AT_298] = 298.15};
    const double state = r->state[s];
    if (state == AMBIENT) return LT_OK;
    if (state != AT_273 && state != AT_298)
        return LT_RAISE(LT_ERR_INPUT, .what = "an observation is at an unknown state",
                        .where =
                            lt_fmt("%s, %s_state, record %zu, station %zu", lt_ncr_path(r->file), name, r->record, s),
                        .expected = "0 ambient, 1 273.15 K or 2 298.15 K, with 1013.25 hPa",
                        .found = lt_fmt("%.6g", state), .todo = "export the file again with `lantian obs export`");
    const double reference = 101325.0 * (1e-3 * LT_M_AIR) / (gas_constant * kelvin[(int)state]);
    *value *= r->wish->density[r->place[s]] / reference;
    return LT_OK;
}

static lt_status take_kind(reading *r, lt_monitored what) {
    const char *name = lt_monitored_fields[what];
    LT_TRY(read_kind(r, name));
    for (size_t s = 0; s < r->n_stations; ++s) {
        double value = r->value[s];
        if (!isfinite(value)) continue;
        if (r->flags[s] != 0.0) {
            r->out->n_flagged += 1;
            continue;
        }
        if (r->place[s] >= 0) LT_TRY(to_ambient(r, name, s, &value));
        const double error = lt_observation_error_of(r->wish->errors, what, value, r->wish->grid->dx);
        r->out->items[r->out->n++] = (lt_observation){what, r->place[s], value, error};
    }
    return LT_OK;
}

static lt_status take_all(reading *r) {
    int kinds = 0;
    LT_TRY(find_record(r));
    LT_TRY(place_stations(r));
    for (int what = 0; what < LT_N_MONITORED; ++what) {
        if (!lt_ncr_has(r->file, lt_monitored_fields[what])) continue;
        ++kinds;
        LT_TRY(take_kind(r, (lt_monitored)what));
    }
    if (kinds > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the file has nothing that an analysis can take",
                    .where = lt_ncr_path(r->file), .expected = "one or more of pm25, pm10, o3, no2, so2, co",
                    .found = "none of them", .todo = "export observations of these with `lantian obs export`");
}

static lt_status read_open(reading *r) {
    LT_TRY(lt_ncr_dim(r->file, "station", &r->n_stations));
    const size_t n = r->n_stations;
    lt_status status;
    r->out->n_stations = (long)n;
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *r->value, &r->value), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *r->flags, &r->flags), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *r->state, &r->state), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *r->place, &r->place), done);
    LT_TRY_GOTO(status, lt_calloc(n * LT_N_MONITORED, sizeof *r->out->items, &r->out->items), done);
    status = take_all(r);
done:
    lt_free(r->value);
    lt_free(r->flags);
    lt_free(r->state);
    lt_free(r->place);
    return status;
}

lt_status lt_station_hour_read(const char *path, const lt_station_wish *wish, lt_station_hour *out) {
    reading r = {.wish = wish, .out = out};
    *out = (lt_station_hour){0};
    LT_TRY(lt_ncr_open(path, &r.file));
    const lt_status status = read_open(&r);
    lt_ncr_close(r.file);
    if (status != LT_OK) lt_station_hour_free(out);
    return status;
}

void lt_station_hour_free(lt_station_hour *hour) {
    lt_free(hour->items);
    *hour = (lt_station_hour){0};
}
