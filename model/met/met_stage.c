/* met_stage.c - a source's weather -> met_<period>.nc, met_drawN_<period>.nc. */
#include "model/met/met_stage.h"

#include "base/log.h"
#include "base/variant.h"
#include "model/met/assumptions.h"
#include "model/met/domain_supply.h"
#include "model/met/episode.h"
#include "model/met/met_file.h"
#include "model/met/source.h"

#include <stdlib.h>
#include <string.h>

/* All that a run of the stage holds. */
typedef struct stage {
    lt_met_settings settings;
    lt_weather_files files;
    lt_grid *grid;
    lt_climate climate;
    lt_source_output source;
    lt_hour_fields *fields;
    lt_time start;
    long n, spinup;
    long late; /* hours at the beginning that a nest does not need; its weather is that of the whole run all the same */
} stage;

static const char *grid_file(const lt_job *job) {
    lt_job once = *job;
    once.period = NULL;
    once.variant = NULL;
    return lt_job_file(&once, "grid", ".nc");
}

static lt_status whole_hours(const lt_job *job, lt_time *start, long *n, long *spinup_h) {
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
    *spinup_h = spinup;
    return LT_OK;
}

static void log_lines(const char *what, const char *text) {
    const char *rest = text;
    while (*rest) {
        size_t length = strcspn(rest, "\n");
        lt_remark(LT_LOG_INFO, "%s: %.*s", what, (int)length, rest);
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
    for (long h = 0; h < s->late; h++) LT_TRY(lt_hour_fields_pass(f, s->start + (lt_time)h * LT_HOUR, threads));
    LT_TRY(lt_hour_fields_mass(f, s->start + s->late * LT_HOUR, threads, f->mass_end));
    LT_TRY(lt_met_file_put_mass(file, 0, f->mass_end));
    lt_progress_begin("met", s->n - s->late, "h");
    for (long h = s->late; h < s->n; h++) {
        char where[24];
        lt_time t = s->start + (lt_time)h * LT_HOUR;
        swap(&f->mass_begin, &f->mass_end);
        LT_TRY(lt_hour_fields_mass(f, t + LT_HOUR, threads, f->mass_end));
        LT_TRY(lt_hour_fields_make(f, t, threads));
        LT_TRY(lt_met_file_put_mass(file, h + 1 - s->late, f->mass_end));
        LT_TRY(lt_met_file_put_hour(file, h - s->late, f));
        lt_time_local(t, where);
        lt_progress_step(h + 1 - s->late, where);
    }
    lt_progress_end();
    return LT_OK;
}

/* Snow and soil remember days: their weather begins before the run where its spin-up is shorter than that, so that
 * periods and windows of another spin-up have the same ground. These hours are made and not written. */
static lt_status begin_earlier(stage *s, lt_source_input *input) {
    long lead, wished = (long)(s->settings.ground_lead_s / LT_HOUR) - s->spinup;
    LT_TRY(lt_source_reach(input, wished, &lead));
    s->start -= (lt_time)lead * LT_HOUR;
    s->n += lead;
    s->late += lead;
    s->spinup += lead;
    input->start = s->start;
    input->n = s->n;
    input->spinup = s->spinup;
    return LT_OK;
}

/* All that comes before the first byte is written; s->grid may be geometry alone. */
static lt_status prepare(stage *s, const lt_job *job) {
    LT_TRY(whole_hours(job, &s->start, &s->n, &s->spinup));
    s->late = lt_job_late_hours(job);
    LT_TRY(lt_climate_read(&s->climate));
    LT_TRY(lt_notes_create(&s->source.notes));
    lt_source_input input = {.settings = &s->settings,
                             .files = &s->files,
                             .climate = &s->climate,
                             .grid = s->grid,
                             .start = s->start,
                             .n = s->n,
                             .spinup = s->spinup,
                             .draw = lt_job_draw(job),
                             .threads = job->threads > 0 ? job->threads : 1};
    LT_TRY(begin_earlier(s, &input));
    return lt_source_make(&input, &s->source);
}

/* A boundary layer can be looked for in real profiles only. */
static lt_status judge_height(const stage *s, const lt_job *job) {
    int method = s->settings.mixing.method;
    bool profiles = s->source.supply && s->source.supply->profiles;
    if (profiles || (method != LT_MIXING_RICHARDSON && method != LT_MIXING_PARCEL)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "this weather has no real profiles to find a boundary layer in",
                    .where = lt_fmt("%s, period %s, met: boundary_layer", job->setup->path, job->period->id),
                    .expected = "auto, growth or source with weather of stations", .found = s->settings.boundary_layer,
                    .todo = "leave the key out, or take gridded weather (source: gridded)");
}

/* Weather of a season or an episode stands for its months; the spin-up may lie outside of them. */
static void judge_months(const stage *s, const lt_job *job) {
    const lt_season *season = lt_season_find(s->settings.source);
    const lt_episode_kind *kind = lt_episode_find(s->settings.source);
    if (!season && !kind) return;
    const lt_season months = season ? *season : lt_episode_months(kind);
    if (lt_season_covers(&months, job->period->start, s->n - s->spinup)) return;
    lt_remark(LT_LOG_WARNING, "period %s: %s is weather of months %d to %d, and the period is not wholly in them",
              job->period->id, s->settings.source, months.first_month, months.last_month);
}

static lt_status check(stage *s, const lt_job *job) {
    if (s->files.wind[0] || s->files.gridded.n) { /* must cover the grid */
        lt_definition *definition = NULL;
        LT_TRY(lt_definition_read(lt_job_grid(job), &definition));
        lt_status status = lt_grid_create(definition, 0, &s->grid);
        lt_definition_free(definition);
        LT_TRY(status);
    }
    LT_TRY(prepare(s, job));
    LT_TRY(judge_height(s, job));
    if (lt_job_draw(job) == 1) judge_months(s, job);
    if (job->period->draws > 1 && lt_job_draw(job) == 1 && !s->source.drawn)
        lt_remark(LT_LOG_WARNING,
                  "period %s: draws: %ld, but nothing of its weather is drawn: its %ld runs are all the same",
                  job->period->id, job->period->draws, job->period->draws);
    return LT_OK;
}

/* The first is what the weather is; all stand in the file and on the page. */
static void log_assumptions(const char *text) {
    const size_t first = strcspn(text, "\n");
    long more = 0;
    for (const char *end = strchr(text, '\n'); end && end[1]; end = strchr(end + 1, '\n')) more++;
    if (first == 0) return;
    lt_remark(LT_LOG_INFO, "met assumes: %.*s%s", (int)first, text,
              more > 0 ? lt_fmt("; %ld things more: `lantian met CASE`", more) : "");
}

/* What had to be mended in the input, into the file and the log. */
static lt_status write_repairs(stage *s, lt_ncw *file) {
    lt_notes *notes = NULL;
    const char *en = "", *zh = "";
    LT_TRY(lt_notes_create(&notes));
    if (s->source.supply->repairs) s->source.supply->repairs(s->source.supply, notes);
    lt_status status = lt_notes_text(notes, &en, &zh);
    if (status == LT_OK && en[0]) log_lines("met mended", en);
    if (status == LT_OK) status = lt_ncw_attr_text(file, NULL, "repairs", en);
    if (status == LT_OK) status = lt_ncw_attr_text(file, NULL, "repairs_zh", zh);
    lt_notes_free(notes);
    return status;
}

/* The domain's weather as a supply, where the source gave that. */
static lt_status supply(stage *s) {
    if (s->source.supply) return LT_OK;
    lt_domain_weather *weather = s->source.weather;
    lt_local_weather *local = s->source.local;
    s->source.weather = NULL;
    s->source.local = NULL;
    return lt_domain_supply_create(&s->settings, s->grid, weather, local, &s->source.supply);
}

static lt_status run(stage *s, const lt_job *job) {
    LT_TRY_CONTEXT(lt_grid_read(job->out, grid_file(job), &s->grid), "the weather needs the grid");
    LT_TRY(prepare(s, job));
    LT_TRY(judge_height(s, job));
    bool places = s->source.local != NULL;
    LT_TRY(supply(s));
    lt_met_columns columns = s->source.supply->profiles ? LT_MET_PROFILES : places ? LT_MET_PLACES : LT_MET_ONE_PLACE;
    LT_TRY(lt_hour_fields_create(s->grid, &s->settings, s->source.supply, &s->fields));
    lt_met_labels *labels = &s->source.labels;
    lt_met_assumptions(&s->settings, columns, s->source.notes);
    LT_TRY(lt_notes_text(s->source.notes, &labels->assumptions, &labels->assumptions_zh));
    log_assumptions(labels->assumptions);
    LT_TRY(lt_met_inputs_digest(job, labels->inputs));
    lt_ncw *file = NULL;
    LT_TRY(lt_met_file_create(job->out, lt_job_file(job, "met", ".nc"), s->grid, labels, s->start + s->late * LT_HOUR,
                              s->n - s->late, &file));
    lt_status status = write_hours(s, file, job->threads > 0 ? job->threads : 1);
    if (status == LT_OK) status = write_repairs(s, file);
    if (status == LT_OK) return lt_ncw_commit(file);
    lt_ncw_abandon(file);
    return status;
}

static lt_status with_stage(const lt_job *job, lt_status (*work)(stage *s, const lt_job *job), const char *doing) {
    stage s = {0};
    LT_TRY(lt_met_settings_read(job, &s.settings, &s.files));
    lt_status status = work(&s, job);
    lt_hour_fields_free(s.fields);
    lt_supply_free(s.source.supply);
    lt_domain_weather_free(s.source.weather);
    lt_local_weather_free(s.source.local);
    lt_notes_free(s.source.notes);
    lt_grid_free(s.grid);
    lt_met_settings_release(&s.settings);
    lt_weather_files_release(&s.files);
    return status == LT_OK ? LT_OK : lt_error_context(status, "%s the weather of period %s", doing, job->period->id);
}

lt_status lt_met_stage(const lt_job *job) {
    return with_stage(job, run, "making");
}

lt_status lt_met_check(const lt_job *job) {
    return with_stage(job, check, "checking");
}

static lt_status hash_settings(const lt_met_settings *settings, const lt_weather_files *files, lt_hash *hash) {
    char *text = NULL;
    LT_TRY(lt_config_dump(lt_met_rows, settings, 0, &text));
    lt_hash_text(hash, text);
    free(text);
    return lt_weather_files_digest(files, hash);
}

lt_status lt_met_inputs(const lt_job *job, lt_hash *hash) {
    lt_met_settings settings;
    lt_weather_files files;
    lt_time start;
    long n, spinup;
    lt_digest digest = "";
    LT_TRY(lt_met_settings_read(job, &settings, &files));
    lt_status status = hash_settings(&settings, &files, hash);
    lt_met_settings_release(&settings);
    lt_weather_files_release(&files);
    LT_TRY(status);
    LT_TRY(whole_hours(job, &start, &n, &spinup));
    lt_hash_text(hash, lt_fmt("met %lld %ld %ld draw %d late %ld", (long long)start, n, spinup, lt_job_draw(job),
                              lt_job_late_hours(job)));
    LT_TRY(lt_climate_digest(hash));
    LT_TRY(lt_land_table_digest(hash));
    LT_TRY(lt_daily_digest(hash));
    if (!lt_outdir_has(job->out, grid_file(job), false, digest)) digest[0] = '\0';
    lt_hash_text(hash, digest);
    return LT_OK;
}

lt_status lt_met_inputs_digest(const lt_job *job, lt_digest out) {
    lt_hash hash;
    lt_hash_init(&hash);
    LT_TRY(lt_met_inputs(job, &hash));
    lt_hash_end(&hash, out);
    return LT_OK;
}
