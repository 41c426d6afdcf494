/* cells_command.c - `lantian box --cells`: settings of the file and of the command line, the run, what is said. */
#include "model/chemistry/box/cells_private.h"

#include "base/json.h"
#include "base/log.h"
#include "base/number.h"

#include <cjson/cJSON.h>
#include <sys/stat.h>

static lt_status read_tolerance(const char *option, const char *text, double *out) {
    if (!text || (lt_number_double(text, out) && *out > 0)) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("a bad value for --%s", option), .where = "command line",
                    .expected = "a number above 0", .found = lt_fmt("\"%s\"", text), .todo = "correct the value");
}

static lt_chem_engine engine_of(const char *name) {
    if (name && name[0] == 'g') return LT_ENGINE_GENERATED;
    return name && name[0] == 'i' ? LT_ENGINE_INTERPRETER : LT_ENGINE_BEST;
}

/* What the command line says goes before what the file says. */
static lt_status set_up(const lt_cli *cli, lt_cells *c) {
    LT_TRY(read_tolerance("rtol", cli->rtol, &c->setup.rtol));
    LT_TRY(read_tolerance("atol", cli->atol, &c->setup.atol_ppb));
    if (cli->method) c->setup.method = cli->method;
    c->setup.engine = engine_of(cli->engine);
    c->setup.threads = (int)cli->threads;
    return lt_chemistry_create(c->mechanism, &c->setup, &c->chemistry);
}

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static lt_status say(const lt_cli *cli, const lt_cells *c, double seconds) {
    const double hours = c->n * c->outer_steps * c->outer_step_s / 3600.0;
    if (!cli->json) {
        lt_say(lt_cli_chinese(cli)
                   ? "%s：%d 个气块，%d 个外步，%lld 步（重试 %lld），补救 %lld 个；每秒 %.3g 气块小时\n"
                   : "%s: %d cells, %d outer steps, %lld steps (%lld tried again), %lld saved by the "
                     "fallback; %.3g cell-hours/s\n",
               c->mechanism->name, c->n, c->outer_steps, (long long)c->counts.steps, (long long)c->counts.rejected,
               (long long)(c->counts.smaller_steps + c->counts.in_double + c->counts.rodas4), hours / seconds);
        return LT_OK;
    }
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "mechanism", c->mechanism->name);
    cJSON_AddStringToObject(root, "file", cli->positional[1]);
    const struct {
        const char *key;
        double value;
    } rows[] = {{"cells", c->n},
                {"outer_steps", c->outer_steps},
                {"outer_step_s", c->outer_step_s},
                {"steps", (double)c->counts.steps},
                {"rejected", (double)c->counts.rejected},
                {"saved_by_smaller_steps", (double)c->counts.smaller_steps},
                {"saved_in_double", (double)c->counts.in_double},
                {"saved_by_rodas4", (double)c->counts.rodas4},
                {"cell_hours_per_s", hours / seconds}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) cJSON_AddNumberToObject(root, rows[r].key, rows[r].value);
    return lt_json_say(root);
}

static lt_status run(const lt_cli *cli, lt_cells *c) {
    lt_faults none = {0};
    lt_cells_output *output;
    const char *path = cli->positional[0];
    LT_TRY(is_folder(path) ? lt_cells_open_states(path, cli->mechanism, c)
                           : lt_cells_open(path, cli->mechanism, &none, c));
    LT_TRY(set_up(cli, c));
    LT_TRY(lt_cells_load(c, 0, &none));
    LT_TRY(lt_cells_doubt(c));
    LT_TRY(lt_cells_output_open(c, cli->positional[1], &output));
    const double begin = lt_wall_seconds();
    const lt_status status = lt_cells_run(c, output);
    if (status != LT_OK) {
        lt_cells_output_abandon(output);
        return status;
    }
    const double seconds = lt_wall_seconds() - begin;
    LT_TRY(lt_cells_output_end(output, c));
    return say(cli, c, seconds);
}

lt_status lt_box_cells_command(const lt_cli *cli) {
    lt_cells cells = {0};
    LT_TRY(lt_cli_allow(cli, "cells mechanism method engine rtol atol threads json lang quiet"));
    const lt_status status = run(cli, &cells);
    lt_cells_close(&cells);
    return status;
}

/* The rates of a file without rate_constant are computed too: laws have their own ranges. */
lt_status lt_cells_judge(const char *path, lt_faults *faults) {
    lt_cells cells = {0};
    lt_status status = lt_cells_open(path, NULL, faults, &cells);
    if (status == LT_OK && faults->n == 0)
        status = lt_chemistry_create(cells.mechanism, &cells.setup, &cells.chemistry);
    for (int step = 0; status == LT_OK && step < cells.outer_steps; step++) {
        status = lt_cells_load(&cells, step, faults);
        if (status == LT_OK && step == 0 && faults->n == 0) status = lt_cells_doubt(&cells);
    }
    lt_cells_close(&cells);
    return status;
}
