#include "postproc/evaluation.h"

#include "base/document_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const lt_config_row lt_evaluation_rows[] = {
    {.key = "observations",
     .type = LT_TEXTS,
     .offset = offsetof(lt_evaluation_setup, observations),
     .fallback = "",
     .doc = "files of observations, in a layout of postproc/obs"},
    {.key = "weather",
     .type = LT_TEXTS,
     .offset = offsetof(lt_evaluation_setup, weather),
     .fallback = "",
     .doc = "weather of the station for the regression baseline: hours (TEMP, HUMI, wspd_ms) or days (T_mean_C ...)"},
    {.key = "base_observations",
     .type = LT_TEXTS,
     .offset = offsetof(lt_evaluation_setup, base_observations),
     .fallback = "",
     .doc = "tables of a year of the cities' days or hours, from which the targets of the documents are projected"},
    {.key = "base_observed_year",
     .type = LT_INT,
     .offset = offsetof(lt_evaluation_setup, base_observed_year),
     .fallback = "0",
     .min = 0,
     .max = 2100,
     .doc = "year of base_observations; 0: base_year"},
    {.key = NULL},
};

const char *const lt_predictor_names[LT_N_PREDICTORS] = {
#define LT_PREDICTOR_NAME(id, name, zh) name,
    LT_PREDICTOR_LIST(LT_PREDICTOR_NAME)
#undef LT_PREDICTOR_NAME
};
const char *const lt_predictor_names_zh[LT_N_PREDICTORS] = {
#define LT_PREDICTOR_NAME(id, name, zh) zh,
    LT_PREDICTOR_LIST(LT_PREDICTOR_NAME)
#undef LT_PREDICTOR_NAME
};

/* A file, folder or pattern of the section, or of the command line (section NULL). */
static lt_status resolve(const lt_node *section, const char *name, char *out, size_t size) {
    if (lt_node_data_path(section, name, out, size)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a file of the section evaluation is missing",
                    .where = section ? lt_node_where(section) : "command line", .expected = name,
                    .found = lt_node_searched(section, name, true),
                    .todo = "correct the path, set LANTIAN_DATA to the folder of the real data, or give --obs FILE");
}

static lt_status section_of(const lt_job *job, lt_evaluation_setup *out) {
    *out = (lt_evaluation_setup){0};
    if (!job->setup->evaluation) return LT_OK;
    return lt_config_fill(job->setup->evaluation, lt_evaluation_rows, out);
}

static const lt_cli_files *obs_option(const lt_job *job) {
    return job->cli && job->cli->obs.n > 0 ? &job->cli->obs : NULL;
}

lt_status lt_evaluation_remark(char **lines, const char *text) {
    const size_t before = *lines ? strlen(*lines) : 0;
    if (before && strstr(*lines, text)) return LT_OK;
    char *longer = realloc(*lines, before + strlen(text) + 2);
    if (!longer) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a remark");
    sprintf(longer + before, "%s\n", text);
    *lines = longer;
    return LT_OK;
}

static lt_status read_files(const lt_node *section, const lt_list *files, lt_obs_set *set) {
    char path[4096];
    for (long q = 0; q < files->n; q++) {
        LT_TRY(resolve(section, ((char **)files->items)[q], path, sizeof path));
        LT_TRY(lt_obs_read(path, set));
    }
    return LT_OK;
}

/* With --obs the files of the case only serve the baselines: without them fewer baselines can be made, and it says so.
 */
static lt_status read_observations(const lt_job *job, const lt_evaluation_setup *setup, lt_evaluation_input *out) {
    const lt_cli_files *option = obs_option(job);
    const lt_node *section = job->setup->evaluation;
    if (!option) return read_files(section, &setup->observations, &out->observations);
    for (int q = 0; q < option->n; q++) LT_TRY(lt_obs_read(option->items[q], &out->observations));
    if (read_files(section, &setup->observations, &out->background) == LT_OK) return LT_OK;
    char remark[512];
    snprintf(remark, sizeof remark, "the observations of the case serve no baseline: %s", lt_error_what());
    lt_error_clear();
    lt_obs_free(&out->background);
    return lt_evaluation_remark(&out->remarks, remark);
}

/* A regression is a baseline, not the result: without its weather it is left out, with the reason. */
static lt_status weather_remark(lt_evaluation_input *out, const char *file) {
    char remark[512];
    snprintf(remark, sizeof remark, "weather for the regression not read: %s (%s)", lt_error_what(), file);
    lt_error_clear();
    return lt_evaluation_remark(&out->remarks, remark);
}

/* Hours to hours, days to days; what was there first stands. */
static lt_status add_weather(const char *path, lt_evaluation_input *out) {
    lt_station_weather more = {0};
    LT_TRY(lt_station_weather_read(path, &more));
    lt_station_weather *place = more.daily ? &out->days : &out->hours;
    if (!place->value[0]) {
        *place = more;
        return LT_OK;
    }
    const lt_status status = lt_station_weather_add(place, &more);
    lt_station_weather_free(&more);
    return status;
}

/* The weather of the section, and that of --met where the section has none: so another year can be judged. A file of
 * --met that is no table of a station (netCDF) serves the run, not the regression. */
static lt_status read_weather(const lt_job *job, const lt_evaluation_setup *setup, lt_evaluation_input *out) {
    char path[4096];
    for (long q = 0; q < setup->weather.n; q++) {
        const char *name = ((char **)setup->weather.items)[q];
        if (resolve(job->setup->evaluation, name, path, sizeof path) != LT_OK || add_weather(path, out) != LT_OK)
            LT_TRY(weather_remark(out, name));
    }
    for (int q = 0; job->cli && q < job->cli->met.n; q++)
        if (add_weather(job->cli->met.items[q], out) != LT_OK) LT_TRY(weather_remark(out, job->cli->met.items[q]));
    if (out->hours.value[0] || out->days.value[0]) return LT_OK;
    return lt_evaluation_remark(&out->remarks, "no regression: no weather of the station");
}

lt_status lt_evaluation_input_read(const lt_job *job, bool *wanted, lt_evaluation_input *out) {
    lt_evaluation_setup setup;
    *out = (lt_evaluation_input){0};
    LT_TRY(section_of(job, &setup));
    *wanted = obs_option(job) || setup.observations.n > 0;
    lt_status status = LT_OK;
    if (*wanted) status = read_observations(job, &setup, out);
    if (*wanted && status == LT_OK) status = read_weather(job, &setup, out);
    lt_config_release(lt_evaluation_rows, &setup);
    if (status != LT_OK) lt_evaluation_input_free(out);
    return status;
}

void lt_evaluation_input_free(lt_evaluation_input *input) {
    lt_obs_free(&input->observations);
    lt_obs_free(&input->background);
    lt_station_weather_free(&input->hours);
    lt_station_weather_free(&input->days);
    free(input->remarks);
    *input = (lt_evaluation_input){0};
}

/* --- the observed base --- */

static lt_status name_base(const lt_node *section, const lt_evaluation_setup *setup, lt_observed_base *out) {
    char path[4096];
    LT_TRY(lt_calloc((size_t)setup->base_observations.n + 1, sizeof *out->names, &out->names));
    for (; out->n < setup->base_observations.n; out->n++) {
        LT_TRY(resolve(section, ((char **)setup->base_observations.items)[out->n], path, sizeof path));
        out->names[out->n] = strdup(path);
        if (!out->names[out->n]) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a path");
    }
    return LT_OK;
}

lt_status lt_observed_base_of(const lt_job *job, lt_observed_base *out) {
    lt_evaluation_setup setup;
    *out = (lt_observed_base){0};
    LT_TRY(section_of(job, &setup));
    out->year = (int)(setup.base_observed_year ? setup.base_observed_year : job->setup->base_year);
    const lt_status status = name_base(job->setup->evaluation, &setup, out);
    lt_config_release(lt_evaluation_rows, &setup);
    if (status != LT_OK) lt_observed_base_free(out);
    return status;
}

void lt_observed_base_free(lt_observed_base *base) {
    for (int q = 0; q < base->n; q++) free(base->names[q]);
    lt_free(base->names);
    *base = (lt_observed_base){0};
}

/* --- digests --- */

static lt_status hash_file(const char *path, void *context) {
    lt_digest digest;
    LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(context, digest);
    return LT_OK;
}

/* All files that a name of the section (NULL: of the command line) stands for. */
static lt_status hash_named(const lt_node *section, const char *name, bool may_miss, lt_hash *hash) {
    char path[4096];
    lt_hash_text(hash, name);
    lt_status status = resolve(section, name, path, sizeof path);
    if (status == LT_OK) status = lt_obs_each_file(path, hash_file, hash);
    if (status == LT_OK || !may_miss) return status;
    lt_error_clear();
    lt_hash_text(hash, "missing");
    return LT_OK;
}

lt_status lt_evaluation_digest(const lt_job *job, lt_hash *hash) {
    lt_evaluation_setup setup;
    const lt_cli_files *option = obs_option(job);
    const lt_node *section = job->setup->evaluation;
    LT_TRY(section_of(job, &setup));
    lt_status status = LT_OK;
    for (int q = 0; status == LT_OK && option && q < option->n; q++)
        status = hash_named(NULL, option->items[q], false, hash);
    for (long q = 0; status == LT_OK && q < setup.observations.n; q++)
        status = hash_named(section, ((char **)setup.observations.items)[q], option != NULL, hash);
    for (long q = 0; status == LT_OK && q < setup.weather.n; q++)
        status = hash_named(section, ((char **)setup.weather.items)[q], true, hash);
    for (long q = 0; status == LT_OK && q < setup.base_observations.n; q++)
        status = hash_named(section, ((char **)setup.base_observations.items)[q], false, hash);
    lt_hash_text(hash, lt_fmt("base observed %ld", setup.base_observed_year));
    for (int q = 0; status == LT_OK && job->cli && q < job->cli->met.n; q++)
        status = hash_named(NULL, job->cli->met.items[q], true, hash);
    lt_config_release(lt_evaluation_rows, &setup);
    return status;
}
