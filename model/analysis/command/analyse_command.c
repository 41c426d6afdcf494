#include "model/analysis/command/analyse_command.h"

#include "base/json.h"
#include "base/log.h"
#include "model/analysis/command/seed.h"
#include "model/driver/model_case.h"
#include "model/state/restart_scale.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_GRIDS = 2, MOST_SPECIES = 256 };

typedef struct session {
    const lt_cli *cli;
    lt_case *setup;
    lt_outdir *out;
    lt_model_config config;
    lt_chemical_set *set;
    int n_members;
    char path[LT_LETKF_MOST_MEMBERS][1024]; /* of the members' restart files */
    lt_restart *restart[LT_LETKF_MOST_MEMBERS];
    lt_seed seed[MOST_GRIDS];
    int n_grids;
    lt_digest obs;
} session;

static const char *const groups[MOST_GRIDS] = {"domain1", "domain2"}; /* generation.c */

static lt_status wants(const lt_cli *cli) {
    const char *lacks = cli->n_positional != 1 ? lt_fmt("%d names", cli->n_positional)
                        : !cli->restart        ? "no --restart"
                        : cli->obs.n != 1      ? lt_fmt("%d --obs", (int)cli->obs.n)
                                               : NULL;
    if (!lacks) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "the command analyse wants a case, a state and observations",
                    .where = "command line", .expected = "lantian analyse CASE --restart FILE|DIR --obs OBS.nc",
                    .found = lacks, .todo = "name them; `lantian obs export` writes observations");
}

/* --- members --- */

static int is_state(const struct dirent *entry) {
    const char *end = strrchr(entry->d_name, '.');
    return strncmp(entry->d_name, "restart", 7) == 0 && end && strcmp(end, ".nc") == 0;
}

static lt_status refuse_members(const char *folder, int n) {
    return LT_RAISE(LT_ERR_INPUT, .what = "the folder of members has too few or too many states", .where = folder,
                    .expected = lt_fmt("%d to %d files restart*.nc", LT_LETKF_LEAST_MEMBERS, LT_LETKF_MOST_MEMBERS),
                    .found = lt_fmt("%d", n), .todo = "run more members, or name one restart file");
}

/* All restart*.nc of a folder, by name. */
static lt_status list_members(session *s, const char *folder) {
    struct dirent **entries;
    const int n = scandir(folder, &entries, is_state, alphasort);
    if (n < 0) return lt_errno_raise(errno, "list the members", folder);
    const bool fits = n >= LT_LETKF_LEAST_MEMBERS && n <= LT_LETKF_MOST_MEMBERS;
    for (int m = 0; m < n; ++m) {
        if (fits) snprintf(s->path[m], sizeof s->path[m], "%s/%s", folder, entries[m]->d_name);
        free(entries[m]);
    }
    free(entries);
    s->n_members = fits ? n : 0;
    return fits ? LT_OK : refuse_members(folder, n);
}

static lt_status open_members(session *s) {
    struct stat what;
    const char *from = s->cli->restart;
    if (stat(from, &what) == 0 && S_ISDIR(what.st_mode)) {
        LT_TRY(list_members(s, from));
    } else {
        s->n_members = 1;
        snprintf(s->path[0], sizeof s->path[0], "%s", from);
    }
    for (int m = 0; m < s->n_members; ++m) LT_TRY(lt_restart_open(s->path[m], &s->restart[m]));
    return LT_OK;
}

/* --- work --- */

static lt_status analyse_grid(session *s, int g) {
    lt_model_names names;
    const lt_job job = {.setup = s->setup,
                        .cli = s->cli,
                        .out = s->out,
                        .period = s->setup->periods.items,
                        .variant = "base",
                        .nest = g > 0};
    lt_model_names_of(&job, &names);
    const lt_seed_wish wish = {.dir = s->out,
                               .grid = names.grid,
                               .met = names.met,
                               .n_members = s->n_members,
                               .restart = s->restart,
                               .group = groups[g],
                               .obs = s->cli->obs.items[0],
                               .set = s->set};
    s->n_grids = g + 1;
    LT_TRY_CONTEXT(lt_seed_make(&wish, &s->seed[g]), "analysing %s", names.grid);
    return LT_OK;
}

/* Factors of a member for the species of all grids; how many, at most MOST_SPECIES. */
static int list_scales(const session *s, int m, lt_restart_scale scales[MOST_SPECIES]) {
    int n = 0;
    for (int g = 0; g < s->n_grids; ++g)
        for (int i = 0; i < s->set->n && n < MOST_SPECIES; ++i) {
            const lt_scaled group = lt_scaled_of(&s->set->info[i]);
            const lt_seed *seed = &s->seed[g];
            const size_t at = ((size_t)m * LT_N_SCALED + (size_t)group) * seed->cells;
            if (group != LT_N_SCALED)
                scales[n++] = (lt_restart_scale){groups[g], s->set->info[i].name, seed->cells, seed->factor + at};
        }
    return n;
}

/* Of the state that is written for a member, through lt_fmt. */
static const char *name_of(const session *s, int m) {
    const char *path = s->path[m], *folder_end = strrchr(path, '/');
    return lt_fmt("analysed_%s", folder_end ? folder_end + 1 : path);
}

static lt_status write_copy(session *s, int m) {
    lt_restart_scale scales[MOST_SPECIES];
    const int n = list_scales(s, m, scales);
    const char *path = s->path[m], *name = name_of(s, m);
    if (!lt_outdir_is_name(name) || n == MOST_SPECIES)
        return LT_RAISE(LT_ERR_INPUT, .what = "the analysed state cannot be written", .where = path,
                        .expected = lt_fmt("a file name of at most 190 bytes, below %d species", MOST_SPECIES),
                        .found = lt_fmt("%s, %d species", name, n), .todo = "give the file a shorter name");
    const char *how =
        s->n_members > 1 ? lt_fmt("LETKF, member %d of %d", m + 1, s->n_members) : "optimal interpolation";
    return lt_restart_scaled(path, s->out, name, n, scales, lt_fmt("%s of observations, sha256 %s", how, s->obs));
}

static lt_status work(session *s) {
    const lt_job job = {.setup = s->setup, .cli = s->cli, .out = s->out, .period = s->setup->periods.items};
    LT_TRY(lt_model_case_read(&job, &s->config));
    lt_status status = lt_chemical_set_create_with(s->config.chemistry, s->config.organics, &s->set);
    lt_config_release(lt_model_config_rows, &s->config);
    if (status == LT_OK) status = lt_hash_file(s->cli->obs.items[0], s->obs);
    if (status == LT_OK) status = open_members(s);
    if (status == LT_OK) status = analyse_grid(s, 0);
    if (status == LT_OK && lt_case_has_nest(s->setup) && lt_restart_has(s->restart[0], groups[1], "step"))
        status = analyse_grid(s, 1);
    for (int m = 0; m < s->n_members; ++m) lt_restart_abandon(s->restart[m]);
    for (int m = 0; m < s->n_members && status == LT_OK; ++m) status = write_copy(s, m);
    return status;
}

/* --- telling --- */

static const char *how_of(int n_members) {
    return n_members > 1 ? lt_fmt("LETKF of %d members", n_members) : "optimal interpolation";
}

static void say_grid(const lt_seed *seed) {
    char when[24];
    lt_time_iso(seed->time, when);
    lt_say("%s, hour that ends %s, %s: %ld stations, %ld values flagged and left out\n", seed->grid, when,
           how_of(seed->n_members), seed->n_stations, seed->n_flagged);
    lt_say("  %-5s %5s %8s %6s %8s %8s %9s %9s %9s %9s\n", "", "used", "believed", "gross", "outside", "unknown",
           "bias", "rms", "expected", "rms after");
    for (int o = 0; o < LT_N_MONITORED; ++o) {
        const lt_analysis_count *c = &seed->count[o];
        lt_say("  %-5s %5ld %8ld %6ld %8ld %8ld %9.2f %9.2f %9.2f %9.2f\n", lt_monitored_names[o], c->used, c->believed,
               c->gross, c->outside, c->unknown, c->bias_before, c->rms_before, c->expected, c->rms_after);
    }
}

static void add_grid(cJSON *grids, const lt_seed *seed) {
    char when[24];
    cJSON *grid = lt_json_add_item(grids);
    lt_time_iso(seed->time, when);
    cJSON_AddStringToObject(grid, "grid", seed->grid);
    cJSON_AddStringToObject(grid, "hour_end", when);
    cJSON_AddStringToObject(grid, "scheme",
                            lt_analysis_scheme_names[seed->n_members > 1 ? LT_ANALYSIS_LETKF : LT_ANALYSIS_OI]);
    cJSON_AddNumberToObject(grid, "members", seed->n_members);
    cJSON_AddNumberToObject(grid, "stations", (double)seed->n_stations);
    cJSON_AddNumberToObject(grid, "flagged", (double)seed->n_flagged);
    cJSON *observed = cJSON_AddArrayToObject(grid, "observed");
    for (int o = 0; o < LT_N_MONITORED; ++o) {
        const lt_analysis_count *c = &seed->count[o];
        cJSON *row = lt_json_add_item(observed);
        cJSON_AddStringToObject(row, "species", lt_monitored_names[o]);
        cJSON_AddNumberToObject(row, "used", (double)c->used);
        cJSON_AddNumberToObject(row, "believed", (double)c->believed);
        cJSON_AddNumberToObject(row, "gross", (double)c->gross);
        cJSON_AddNumberToObject(row, "outside", (double)c->outside);
        cJSON_AddNumberToObject(row, "unknown", (double)c->unknown);
        lt_json_add_number(row, "bias_before_ugm3", c->bias_before);
        lt_json_add_number(row, "rms_before_ugm3", c->rms_before);
        lt_json_add_number(row, "expected_ugm3", c->expected);
        lt_json_add_number(row, "bias_after_ugm3", c->bias_after);
        lt_json_add_number(row, "rms_after_ugm3", c->rms_after);
    }
    cJSON *clipped = cJSON_AddObjectToObject(grid, "cells_at_a_bound");
    for (int g = 0; g < LT_N_SCALED; ++g)
        cJSON_AddNumberToObject(clipped, lt_scaled_names[g], (double)seed->clipped[g]);
}

static lt_status tell(const session *s) {
    if (s->cli->json) {
        cJSON *root = cJSON_CreateObject();
        cJSON *states = cJSON_AddArrayToObject(root, "states");
        for (int m = 0; m < s->n_members; ++m) cJSON_AddItemToArray(states, cJSON_CreateString(name_of(s, m)));
        cJSON *grids = cJSON_AddArrayToObject(root, "grids");
        for (int g = 0; g < s->n_grids; ++g) add_grid(grids, &s->seed[g]);
        return lt_json_say(root);
    }
    for (int g = 0; g < s->n_grids; ++g) say_grid(&s->seed[g]);
    for (int m = 0; m < s->n_members; ++m) lt_say("%s/%s\n", lt_outdir_path(s->out), name_of(s, m));
    return LT_OK;
}

static lt_status command(session *s) {
    const lt_cli *cli = s->cli;
    omp_set_num_threads(cli->threads > 0 ? (int)cli->threads : omp_get_num_procs());
    LT_TRY(lt_case_read(cli->positional[0], cli, &s->setup));
    lt_status status = lt_outdir_open(cli->out ? cli->out : lt_fmt("out/%s", s->setup->id), &s->out);
    if (status == LT_OK) status = work(s);
    if (status == LT_OK) status = tell(s);
    for (int g = 0; g < s->n_grids; ++g) lt_seed_free(&s->seed[g]);
    lt_chemical_set_free(s->set);
    lt_outdir_close(s->out);
    lt_case_free(s->setup);
    return status;
}

lt_status lt_analyse_command(const lt_cli *cli) {
    session *s;
    LT_TRY(lt_cli_allow(cli, LT_ANALYSE_OPTIONS));
    LT_TRY(wants(cli));
    LT_TRY(lt_calloc(1, sizeof *s, &s));
    s->cli = cli;
    const lt_status status = command(s);
    lt_free(s);
    return status;
}
