/* met_stage.c - station or synthetic weather -> met_<period>.nc. */
#include "model/met/met_stage.h"

#include "base/log.h"
#include "model/met/assumptions.h"
#include "model/met/met_file.h"
#include "model/met/synthetic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All that a run of the stage holds. */
typedef struct stage {
    lt_met_settings settings;
    char path[1024];
    lt_grid *grid;
    lt_climate climate;
    lt_station *station;
    lt_station_repairs repairs;
    lt_domain_weather *weather;
    lt_hour_fields *fields;
    char *assumptions;
    lt_time start;
    long n;
} stage;

static lt_status whole_hours(const lt_job *job, lt_time *start, long *n) {
    const lt_period *p = job->period;
    long length = (long)(p->length_s / LT_HOUR), spinup = (long)(p->spinup_s / LT_HOUR);
    bool whole = p->length_s == (double)length * LT_HOUR && p->spinup_s == (double)spinup * LT_HOUR;
    if (!whole || p->start % LT_HOUR != 0 || length < 1 || spinup < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a period must consist of whole hours",
                        .where = lt_fmt("%s, period %s", job->setup->path, p->id),
                        .expected = "start at a full hour, length and spinup in whole hours",
                        .found = lt_fmt("length %g h, spin-up %g h", p->length_s / 3600.0, p->spinup_s / 3600.0),
                        .todo = "correct the period");
    *start = p->start - (lt_time)spinup * LT_HOUR;
    *n = spinup + length;
    return LT_OK;
}

static lt_status get_station(stage *s) {
    if (s->path[0]) {
        LT_TRY(lt_station_read(s->path, &s->station));
    } else {
        lt_season_statistics statistics;
        LT_TRY(lt_season_statistics_read(lt_season_find(s->settings.source), &statistics));
        int days = (int)(s->settings.synoptic_period_s / 86400.0);
        /* twelve hours more on both sides for the means of the day */
        LT_TRY(lt_synthetic_season(&statistics, days, s->start - 12 * LT_HOUR, s->n + 24, &s->station));
    }
    LT_TRY(lt_station_repair(s->station, s->start, s->n, &s->repairs));
    return lt_domain_weather_create(&s->settings, &s->climate, s->station, s->start, s->n, &s->weather);
}

static void make_labels(const stage *s, lt_met_labels *labels) {
    labels->assumptions = s->assumptions;
    labels->city[0] = '\0';
    const lt_season *season = lt_season_find(s->settings.source);
    if (season) {
        snprintf(labels->id, sizeof labels->id, "%s", season->source);
        snprintf(labels->en, sizeof labels->en, "SYNTHETIC typical %s (not an observation)", season->en);
        snprintf(labels->zh, sizeof labels->zh, "合成的典型%s天气（非观测）", season->zh);
        return;
    }
    const char *name = s->settings.station.name, *slash = strrchr(s->path, '/');
    snprintf(labels->city, sizeof labels->city, "%s", name ? name : "");
    if (!name || !name[0]) name = slash ? slash + 1 : s->path;
    snprintf(labels->id, sizeof labels->id, "station:%.100s", name);
    snprintf(labels->en, sizeof labels->en, "observed surface weather of one station (%.80s)", name);
    snprintf(labels->zh, sizeof labels->zh, "单站实测地面天气（%.80s）", name);
}

static void log_assumptions(const char *text) {
    const char *rest = text;
    while (*rest) {
        size_t length = strcspn(rest, "\n");
        lt_log(LT_LOG_INFO, "met assumes: %.*s", (int)length, rest);
        rest += length + (rest[length] == '\n');
    }
}

static void swap(double **a, double **b) {
    double *c = *a;
    *a = *b;
    *b = c;
}

static lt_status write_hours(stage *s, lt_ncw *file, int threads) {
    lt_hour_fields *f = s->fields;
    lt_domain_state edge = lt_domain_weather_edge(s->weather, 0);
    lt_hour_fields_mass(f, &edge, threads, f->mass_end);
    LT_TRY(lt_met_file_put_mass(file, 0, f->mass_end));
    lt_progress_begin("met", s->n);
    for (long h = 0; h < s->n; h++) {
        char where[24];
        lt_time t = s->start + (lt_time)h * LT_HOUR;
        swap(&f->mass_begin, &f->mass_end);
        edge = lt_domain_weather_edge(s->weather, h + 1);
        lt_hour_fields_mass(f, &edge, threads, f->mass_end);
        lt_hour_fields_make(f, &s->weather->hour[h], t, threads);
        LT_TRY(lt_met_file_put_mass(file, h + 1, f->mass_end));
        LT_TRY(lt_met_file_put_hour(file, h, f, &s->weather->hour[h]));
        lt_time_local(t, where);
        lt_progress_step(h + 1, where);
    }
    lt_progress_end();
    return LT_OK;
}

/* All that comes before the grid. */
static lt_status prepare(stage *s, const lt_job *job) {
    LT_TRY(whole_hours(job, &s->start, &s->n));
    LT_TRY(lt_climate_read(&s->climate));
    return get_station(s);
}

static lt_status run(stage *s, const lt_job *job) {
    LT_TRY(prepare(s, job));
    LT_TRY_CONTEXT(lt_grid_read(job->out, "grid.nc", &s->grid), "the weather needs the grid");
    LT_TRY(lt_hour_fields_create(s->grid, &s->settings, &s->fields));
    LT_TRY(lt_met_assumptions(&s->settings, s->station, &s->repairs, s->start, s->n, &s->assumptions));
    log_assumptions(s->assumptions);
    lt_met_labels labels;
    make_labels(s, &labels);
    if (!s->station->synthetic && !labels.city[0])
        lt_log(LT_LOG_WARNING, "the case names no station: no city is evidence for this weather, and Shenyang's place "
                               "is assumed for the sun (met: station: name, lat, lon, altitude)");
    lt_ncw *file = NULL;
    LT_TRY(lt_met_file_create(job->out, lt_job_file(job, "met", ".nc"), s->grid, &labels, s->start, s->n, &file));
    lt_status status = write_hours(s, file, job->threads > 0 ? job->threads : 1);
    if (status == LT_OK) return lt_ncw_commit(file);
    lt_ncw_abandon(file);
    return status;
}

static lt_status with_stage(const lt_job *job, lt_status (*work)(stage *s, const lt_job *job), const char *doing) {
    stage s = {0};
    LT_TRY(lt_met_settings_read(job, &s.settings, s.path, sizeof s.path));
    lt_status status = work(&s, job);
    lt_hour_fields_free(s.fields);
    lt_domain_weather_free(s.weather);
    lt_station_free(s.station);
    lt_grid_free(s.grid);
    free(s.assumptions);
    lt_met_settings_release(&s.settings);
    return status == LT_OK ? LT_OK : lt_error_context(status, "%s the weather of period %s", doing, job->period->id);
}

lt_status lt_met_stage(const lt_job *job) {
    return with_stage(job, run, "making");
}

lt_status lt_met_check(const lt_job *job) {
    return with_stage(job, prepare, "checking");
}

static lt_status hash_settings(const lt_met_settings *settings, const char *path, lt_hash *hash) {
    char *text = NULL;
    LT_TRY(lt_config_dump(lt_met_rows, settings, 0, &text));
    lt_hash_text(hash, text);
    free(text);
    lt_hash_text(hash, settings->source);
    if (!path[0]) return LT_OK;
    lt_digest digest;
    LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(hash, digest);
    return LT_OK;
}

lt_status lt_met_inputs(const lt_job *job, lt_hash *hash) {
    lt_met_settings settings;
    char path[1024];
    lt_time start;
    long n;
    lt_digest digest = "";
    LT_TRY(lt_met_settings_read(job, &settings, path, sizeof path));
    lt_status status = hash_settings(&settings, path, hash);
    lt_met_settings_release(&settings);
    LT_TRY(status);
    LT_TRY(whole_hours(job, &start, &n));
    lt_hash_text(hash, lt_fmt("met %lld %ld", (long long)start, n));
    LT_TRY(lt_climate_digest(hash));
    if (!lt_outdir_has(job->out, "grid.nc", false, digest)) digest[0] = '\0';
    lt_hash_text(hash, digest);
    return LT_OK;
}
