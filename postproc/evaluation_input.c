#include "postproc/evaluation.h"

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
     .type = LT_TEXT,
     .offset = offsetof(lt_evaluation_setup, weather),
     .fallback = "",
     .doc = "hourly weather of the station for the regression baseline (TEMP, HUMI, wspd_ms)"},
    {.key = NULL},
};

const char *const lt_predictor_names[LT_N_PREDICTORS] = {
#define LT_PREDICTOR_NAME(id, name) name,
    LT_PREDICTOR_LIST(LT_PREDICTOR_NAME)
#undef LT_PREDICTOR_NAME
};

/* A path that exists, else the same name in the folder of the real data. */
static lt_status resolve(const char *name, char *out, size_t size) {
    if (lt_path_exists(name)) {
        snprintf(out, size, "%s", name);
        return LT_OK;
    }
    LT_TRY_CONTEXT(lt_data_path(name, out, size), "looking for the observations %s", name);
    if (!lt_path_exists(out))
        return LT_RAISE(LT_ERR_INPUT, .what = "a file of the section evaluation is missing", .where = out,
                        .expected = "a readable file", .found = "nothing",
                        .todo = "set LANTIAN_DATA to the folder of the real data, or give --obs FILE");
    return LT_OK;
}

static lt_status section_of(const lt_job *job, lt_evaluation_setup *out) {
    *out = (lt_evaluation_setup){0};
    if (!job->setup->evaluation) return LT_OK;
    return lt_config_fill(job->setup->evaluation, lt_evaluation_rows, out);
}

static const lt_cli_files *obs_option(const lt_job *job) {
    return job->cli && job->cli->obs.n > 0 ? &job->cli->obs : NULL;
}

static lt_status add_remark(char **remarks, const char *text) {
    const size_t before = *remarks ? strlen(*remarks) : 0;
    char *longer = realloc(*remarks, before + strlen(text) + 2);
    if (!longer) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a remark");
    sprintf(longer + before, "%s\n", text);
    *remarks = longer;
    return LT_OK;
}

static lt_status read_files(const lt_list *files, lt_obs_set *set) {
    char path[4096];
    for (long q = 0; q < files->n; q++) {
        LT_TRY(resolve(((char **)files->items)[q], path, sizeof path));
        LT_TRY(lt_obs_read(path, set));
    }
    return LT_OK;
}

/* With --obs the files of the case only serve the baselines: without them fewer baselines can be made, and it says so.
 */
static lt_status read_observations(const lt_cli_files *option, const lt_evaluation_setup *setup,
                                   lt_evaluation_input *out) {
    if (!option) return read_files(&setup->observations, &out->observations);
    for (int q = 0; q < option->n; q++) LT_TRY(lt_obs_read(option->items[q], &out->observations));
    if (read_files(&setup->observations, &out->background) == LT_OK) return LT_OK;
    char remark[512];
    snprintf(remark, sizeof remark, "the observations of the case serve no baseline: %s", lt_error_what());
    lt_error_clear();
    lt_obs_free(&out->background);
    return add_remark(&out->remarks, remark);
}

/* A regression is a baseline, not the result: without its weather it is left out, with the reason. */
static lt_status weather_remark(lt_evaluation_input *out, const char *file) {
    char remark[512];
    snprintf(remark, sizeof remark, "weather for the regression not read: %s (%s)", lt_error_what(), file);
    lt_error_clear();
    return add_remark(&out->remarks, remark);
}

/* The weather of the section, and that of --met where the section has none: so another year can be judged. */
static lt_status read_weather(const lt_job *job, const lt_evaluation_setup *setup, lt_evaluation_input *out) {
    char path[4096];
    const char *option = job->cli && job->cli->met.n > 0 ? job->cli->met.items[0] : NULL;
    if (setup->weather && setup->weather[0]) {
        lt_status status = resolve(setup->weather, path, sizeof path);
        if (status == LT_OK) status = lt_station_weather_read(path, &out->weather);
        out->has_weather = status == LT_OK;
        if (status != LT_OK) LT_TRY(weather_remark(out, setup->weather));
    }
    if (option) {
        lt_station_weather more = {0};
        if (lt_station_weather_read(option, &more) != LT_OK) {
            LT_TRY(weather_remark(out, option));
        } else if (out->has_weather) {
            const lt_status status = lt_station_weather_add(&out->weather, &more);
            lt_station_weather_free(&more);
            LT_TRY(status);
        } else {
            out->weather = more;
            out->has_weather = true;
        }
    }
    return out->has_weather ? LT_OK : add_remark(&out->remarks, "no regression: no hourly weather of the station");
}

lt_status lt_evaluation_input_read(const lt_job *job, bool *wanted, lt_evaluation_input *out) {
    lt_evaluation_setup setup;
    *out = (lt_evaluation_input){0};
    LT_TRY(section_of(job, &setup));
    *wanted = obs_option(job) || setup.observations.n > 0;
    lt_status status = LT_OK;
    if (*wanted) status = read_observations(obs_option(job), &setup, out);
    if (*wanted && status == LT_OK) status = read_weather(job, &setup, out);
    lt_config_release(lt_evaluation_rows, &setup);
    if (status != LT_OK) lt_evaluation_input_free(out);
    return status;
}

void lt_evaluation_input_free(lt_evaluation_input *input) {
    lt_obs_free(&input->observations);
    lt_obs_free(&input->background);
    lt_station_weather_free(&input->weather);
    free(input->remarks);
    *input = (lt_evaluation_input){0};
}

static lt_status hash_file(const char *name, bool may_miss, lt_hash *hash) {
    char path[4096];
    lt_digest digest = "missing";
    lt_status status = resolve(name, path, sizeof path);
    if (status == LT_OK) status = lt_hash_file(path, digest);
    if (status != LT_OK && !may_miss) return status;
    if (status != LT_OK) lt_error_clear();
    lt_hash_text(hash, name);
    lt_hash_text(hash, digest);
    return LT_OK;
}

lt_status lt_evaluation_digest(const lt_job *job, lt_hash *hash) {
    lt_evaluation_setup setup;
    const lt_cli_files *option = obs_option(job);
    LT_TRY(section_of(job, &setup));
    lt_status status = LT_OK;
    for (int q = 0; status == LT_OK && option && q < option->n; q++) status = hash_file(option->items[q], false, hash);
    for (long q = 0; status == LT_OK && q < setup.observations.n; q++)
        status = hash_file(((char **)setup.observations.items)[q], option != NULL, hash);
    if (status == LT_OK && setup.weather && setup.weather[0]) status = hash_file(setup.weather, true, hash);
    for (int q = 0; status == LT_OK && job->cli && q < job->cli->met.n; q++)
        status = hash_file(job->cli->met.items[q], true, hash);
    lt_config_release(lt_evaluation_rows, &setup);
    return status;
}
