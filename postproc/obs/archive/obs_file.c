#include "postproc/obs/archive/obs_file.h"

#include "base/ncio.h"
#include "postproc/obs/archive/archive_private.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>

typedef struct lt_obs_out {
    const lt_obs_file_wish *wish;
    lt_obs_catalogue catalogue;
    long n, n_stations;            /* series with a value; their stations */
    long *series;                  /* of the catalogue */
    long *column;                  /* of each of its stations: its index in the file, -1 = none */
    bool has[LT_N_OBSERVED];       /* is there a variable? */
    double *value, *flags, *state; /* of each series, hour by hour */
    char sources[128], limits[65]; /* where the values come from, and the limits of the rules */
    lt_ncw *file;
} lt_obs_out;

static void free_out(lt_obs_out *o) {
    lt_obs_catalogue_free(&o->catalogue);
    lt_free(o->series);
    lt_free(o->column);
    lt_free(o->value);
    lt_free(o->flags);
    lt_free(o->state);
}

/* --- what there is --- */

static lt_status read_one(lt_archive *archive, lt_obs_out *o, long q, int *flags, int *state, lt_obs_file_told *told) {
    const long hours = o->wish->hours;
    const lt_archived *one = &o->catalogue.series[q];
    double *value = o->value + o->n * hours;
    bool any = false;
    LT_TRY(lt_archive_hours(archive, one->id, o->wish->start, hours, value, flags, state));
    for (long h = 0; h < hours; h++) {
        lt_obs_state shown = LT_STATE_AMBIENT;
        if (isfinite(value[h])) {
            value[h] *= lt_observed_to_reference(one->species, (lt_obs_state)state[h], &shown);
            any = true;
            told->n_values++;
            told->n_flagged += flags[h] != 0;
        }
        o->flags[o->n * hours + h] = flags[h];
        o->state[o->n * hours + h] = isfinite(value[h]) ? (double)shown : -1;
    }
    if (!any) return LT_OK;
    if (o->column[one->station] < 0) o->column[one->station] = o->n_stations++;
    o->has[one->species] = true;
    o->series[o->n++] = q;
    return LT_OK;
}

static lt_status read_all(lt_archive *archive, lt_obs_out *o, lt_obs_file_told *told) {
    const lt_obs_catalogue *c = &o->catalogue;
    const size_t hours = (size_t)o->wish->hours, room = hours * (size_t)c->n_series;
    int *flags = NULL, *state = NULL;
    lt_status status = lt_calloc((size_t)c->n_series, sizeof *o->series, &o->series);
    if (status == LT_OK) status = lt_calloc((size_t)c->n_stations, sizeof *o->column, &o->column);
    if (status == LT_OK) status = lt_calloc(room, sizeof *o->value, &o->value);
    if (status == LT_OK) status = lt_calloc(room, sizeof *o->flags, &o->flags);
    if (status == LT_OK) status = lt_calloc(room, sizeof *o->state, &o->state);
    if (status == LT_OK) status = lt_calloc(hours, sizeof *flags, &flags);
    if (status == LT_OK) status = lt_calloc(hours, sizeof *state, &state);
    for (long s = 0; s < c->n_stations && status == LT_OK; s++) o->column[s] = -1;
    for (long q = 0; q < c->n_series && status == LT_OK; q++) {
        const bool asked = o->wish->species < 0 || (int)c->series[q].species == o->wish->species;
        if (asked && c->series[q].interval_s == LT_HOUR) status = read_one(archive, o, q, flags, state, told);
    }
    lt_free(flags);
    lt_free(state);
    return status;
}

/* Number and digest of all files that the archive was made of, in the order of their import. */
static lt_status read_sources(lt_archive *archive, lt_obs_out *o) {
    sqlite3_stmt *statement;
    lt_hash hash;
    lt_digest digest;
    bool row = false;
    long n = 0;
    lt_hash_init(&hash);
    LT_TRY(lt_archive_prepare(archive, "SELECT digest FROM source ORDER BY id", &statement));
    lt_status status = lt_archive_step(archive, "read", statement, &row);
    for (; status == LT_OK && row; n++) {
        lt_hash_text(&hash, (const char *)sqlite3_column_text(statement, 0));
        status = lt_archive_step(archive, "read", statement, &row);
    }
    sqlite3_finalize(statement);
    lt_hash_end(&hash, digest);
    snprintf(o->sources, sizeof o->sources, "%ld files, sha256 of their sha256: %s", n, digest);
    return status == LT_OK ? lt_archive_limits(archive, o->limits) : status;
}

static lt_status raise_empty(lt_archive *archive, const lt_obs_file_wish *wish) {
    char from[24], to[24], first_text[24] = "", last_text[24] = "";
    lt_time first = 0, last = 0;
    bool any = false;
    LT_TRY(lt_archive_span(archive, &first, &last, &any));
    lt_time_iso(wish->start, from);
    lt_time_iso(wish->start + wish->hours * LT_HOUR, to);
    lt_time_iso(first, first_text);
    lt_time_iso(last, last_text);
    return LT_RAISE(LT_ERR_INPUT, .what = "the archive has no observation of the time asked for",
                    .where = lt_archive_path(archive), .expected = lt_fmt("hours from %s to %s", from, to),
                    .found = any ? lt_fmt("values from %s to %s", first_text, last_text) : "an empty archive",
                    .todo = "choose another time with --start and --days, or import files of it");
}

/* --- the file --- */

static const lt_field of_stations[] = {
    {"lon", "longitude", "degrees_east", "station", "longitude"},
    {"lat", "latitude", "degrees_north", "station", "latitude"},
};
static const lt_field texts_of_stations[] = {
    {"station_code", NULL, "1", "station", "code of the station"},
    {"station_name", NULL, "1", "station", "name of the station"},
    {"station_city", NULL, "1", "station", "city"},
};

static lt_status put_stations(const lt_obs_out *o) {
    double *place = NULL;
    const char **text = NULL;
    lt_status status = lt_calloc((size_t)o->n_stations, sizeof *place, &place);
    if (status == LT_OK) status = lt_calloc((size_t)o->n_stations, sizeof *text, &text);
    for (int k = 0; k < 2 && status == LT_OK; k++) {
        for (long s = 0; s < o->catalogue.n_stations; s++)
            if (o->column[s] >= 0)
                place[o->column[s]] = k ? o->catalogue.stations[s].lat : o->catalogue.stations[s].lon;
        status = lt_ncw_put_double(o->file, of_stations[k].name, place);
    }
    for (int k = 0; k < 3 && status == LT_OK; k++) {
        for (long s = 0; s < o->catalogue.n_stations; s++) {
            const lt_place *p = &o->catalogue.stations[s];
            if (o->column[s] >= 0) text[o->column[s]] = k == 0 ? p->code : k == 1 ? p->name_en : p->city_en;
        }
        status = lt_ncw_put_strings(o->file, texts_of_stations[k].name, text);
    }
    lt_free(place);
    lt_free((void *)text);
    return status;
}

static lt_status define_species(const lt_obs_out *o, int s) {
    const lt_observed_row *row = &lt_observed_table[s];
    const char *name = row->variable, *flags = lt_fmt("%s_flags", name), *state = lt_fmt("%s_state", name);
    char meanings[128] = "";
    double masks[LT_N_FLAGS];
    for (int k = 0; k < LT_N_FLAGS; k++) {
        masks[k] = lt_flag_table[k].bit;
        strncat(meanings, k ? " " : "", sizeof meanings - strlen(meanings) - 1);
        strncat(meanings, lt_flag_table[k].name, sizeof meanings - strlen(meanings) - 1);
    }
    const lt_field value = {name, NULL, "ug m-3", "time station", lt_fmt("%s, mean of the hour", row->name)};
    const lt_field flag = {flags, NULL, "1", "time station", "what rules of quality say, 0: nothing"};
    const lt_field ref = {state, NULL, "1", "time station", "temperature and pressure that the value is at"};
    LT_TRY(lt_ncw_var(o->file, &value, NC_DOUBLE));
    LT_TRY(lt_ncw_attr_text(o->file, name, "coordinates", "lon lat station_code"));
    LT_TRY(lt_ncw_attr_text(o->file, name, "ancillary_variables", lt_fmt("%s %s", flags, state)));
    LT_TRY(lt_ncw_var(o->file, &flag, NC_INT));
    LT_TRY(lt_ncw_attr_doubles(o->file, flags, "flag_masks", LT_N_FLAGS, masks));
    LT_TRY(lt_ncw_attr_text(o->file, flags, "flag_meanings", meanings));
    LT_TRY(lt_ncw_var(o->file, &ref, NC_INT));
    LT_TRY(lt_ncw_attr_doubles(o->file, state, "flag_values", 4, (const double[]){-1, 0, 1, 2}));
    return lt_ncw_attr_text(o->file, state, "flag_meanings",
                            "missing ambient 273.15_K_1013.25_hPa 298.15_K_1013.25_hPa");
}

/* One of the three variables of a species, hours by stations, from series by hours. */
static lt_status put_variable(const lt_obs_out *o, int species, const char *name, const double *from, double missing) {
    const long hours = o->wish->hours;
    double *whole = NULL;
    LT_TRY(lt_calloc((size_t)(hours * o->n_stations), sizeof *whole, &whole));
    for (long k = 0; k < hours * o->n_stations; k++) whole[k] = missing;
    for (long q = 0; q < o->n; q++) {
        const lt_archived *series = &o->catalogue.series[o->series[q]];
        if ((int)series->species != species) continue;
        for (long h = 0; h < hours; h++) whole[h * o->n_stations + o->column[series->station]] = from[q * hours + h];
    }
    const lt_status status = lt_ncw_put_double(o->file, name, whole);
    lt_free(whole);
    return status;
}

static lt_status write_file(const lt_obs_out *o) {
    LT_TRY(lt_ncw_attr_text(o->file, NULL, "archive_sources", o->sources));
    LT_TRY(lt_ncw_attr_text(o->file, NULL, "quality_limits", o->limits));
    LT_TRY(lt_ncw_attr_text(o->file, NULL, "featureType", "timeSeries"));
    LT_TRY(lt_ncw_attr_text(o->file, NULL, "lantian_schema", "lantian-obs-1"));
    LT_TRY(lt_ncw_time_hours(o->file, o->wish->start, (size_t)o->wish->hours));
    LT_TRY(lt_ncw_dim(o->file, "station", (size_t)o->n_stations));
    for (int k = 0; k < 2; k++) LT_TRY(lt_ncw_var(o->file, &of_stations[k], NC_DOUBLE));
    for (int k = 0; k < 3; k++) LT_TRY(lt_ncw_var(o->file, &texts_of_stations[k], NC_STRING));
    for (int s = 0; s < LT_N_OBSERVED; s++)
        if (o->has[s]) LT_TRY(define_species(o, s));
    LT_TRY(put_stations(o));
    for (int s = 0; s < LT_N_OBSERVED; s++) {
        const char *name = lt_observed_table[s].variable;
        if (!o->has[s]) continue;
        LT_TRY(put_variable(o, s, name, o->value, NAN));
        LT_TRY(put_variable(o, s, lt_fmt("%s_flags", name), o->flags, 0));
        LT_TRY(put_variable(o, s, lt_fmt("%s_state", name), o->state, -1));
    }
    return LT_OK;
}

static lt_status create_file(lt_obs_out *o, lt_outdir *dir) {
    LT_TRY(lt_ncw_create(dir, "obs.nc", "Hourly observations of stations", &o->file));
    const lt_status status = write_file(o);
    if (status == LT_OK) return lt_ncw_commit(o->file);
    lt_ncw_abandon(o->file);
    return status;
}

lt_status lt_obs_file_write(lt_archive *archive, const lt_obs_file_wish *wish, lt_outdir *dir, lt_obs_file_told *told) {
    lt_obs_out o = {.wish = wish};
    *told = (lt_obs_file_told){0};
    LT_TRY(lt_archive_do(archive, "read", "BEGIN")); /* one state of the archive, whoever writes meanwhile */
    lt_status status = lt_archive_list(archive, &o.catalogue);
    if (status == LT_OK) status = read_all(archive, &o, told);
    if (status == LT_OK && o.n == 0) status = raise_empty(archive, wish);
    if (status == LT_OK) status = read_sources(archive, &o);
    status = lt_archive_end(archive, status);
    if (status == LT_OK) status = create_file(&o, dir);
    told->n_stations = o.n_stations;
    for (int s = 0; s < LT_N_OBSERVED; s++) told->n_species += o.has[s];
    free_out(&o);
    return status;
}
