/* command_uncertainty.c - how sure the totals are, for people, as JSON, or as two tables in a folder. */
#include "inventory/command/command_uncertainty.h"

#include "base/json.h"
#include "base/log.h"
#include "base/machine.h"
#include "base/pad.h"
#include "inventory/uncertainty/uncertainty.h"

#include <cjson/cJSON.h>

enum { DRAWS = 10000, SHOWN = 3 };

static const lt_sobol *first_of(const lt_uncertainty *u, int place, int pollutant) {
    for (long k = 0; k < u->n_sobol; k++)
        if (u->sobol[k].place == place && u->sobol[k].pollutant == pollutant) return &u->sobol[k];
    return NULL;
}

static void say_province(const lt_uncertainty *u, bool zh) {
    lt_say(zh ? "辽宁, 千吨/年, %ld 次抽样 (Sobol 序列); 2.5%% - 97.5%%\n"
              : "Liaoning, kt a year, %ld draws (Sobol points); 2.5 to 97.5 %%\n",
           u->n_draws);
    lt_say("%s%s%s%26s   %s\n", lt_pad("", 8), lt_pad(zh ? "台账" : "table", -12), lt_pad(zh ? "均值" : "mean", -12),
           "95 %", zh ? "最值得测量的数 (总 Sobol 份额)" : "most worth measuring (total Sobol share)");
    for (long k = 0; k < u->n_spreads; k++) {
        const lt_total_spread *s = &u->spreads[k];
        const lt_sobol *best = first_of(u, LT_PROVINCE, s->pollutant);
        if (s->place != LT_PROVINCE || s->sector) continue;
        lt_say("%s%12.1f%12.1f%12.1f -%12.1f ", lt_pad(lt_pollutant_names[s->pollutant], 8), s->table_kt, s->mean_kt,
               s->quantile_kt[0], s->quantile_kt[4]);
        for (int m = 0; best && m < SHOWN && best + m < u->sobol + u->n_sobol; m++) {
            if (best[m].place != LT_PROVINCE || best[m].pollutant != s->pollutant) break;
            lt_say("%s%s (%.0f %%)", m ? "; " : "  ", u->inputs->items[best[m].input].name, 100 * best[m].total);
        }
        lt_say("\n");
    }
}

static cJSON *spread_json(const lt_total_spread *s) {
    static const char *const names[5] = {"p2_5_kt", "p25_kt", "p50_kt", "p75_kt", "p97_5_kt"};
    cJSON *row = cJSON_CreateObject();
    cJSON_AddStringToObject(row, "place", lt_place_name(s->place));
    cJSON_AddStringToObject(row, "sector", s->sector ? s->sector : "all");
    cJSON_AddStringToObject(row, "pollutant", lt_pollutant_names[s->pollutant]);
    cJSON_AddNumberToObject(row, "table_kt", s->table_kt);
    cJSON_AddNumberToObject(row, "mean_kt", s->mean_kt);
    cJSON_AddNumberToObject(row, "sd_kt", s->sd_kt);
    for (int q = 0; q < 5; q++) cJSON_AddNumberToObject(row, names[q], s->quantile_kt[q]);
    return row;
}

static cJSON *sobol_json(const lt_uncertainty *u, const lt_sobol *s) {
    const lt_input *input = &u->inputs->items[s->input];
    cJSON *row = cJSON_CreateObject();
    cJSON_AddStringToObject(row, "place", lt_place_name(s->place));
    cJSON_AddStringToObject(row, "pollutant", lt_pollutant_names[s->pollutant]);
    cJSON_AddStringToObject(row, "input", input->name);
    cJSON_AddStringToObject(row, "kind", lt_input_kind_names[input->kind]);
    cJSON_AddStringToObject(row, "mark", input->mark);
    cJSON_AddNumberToObject(row, "factor95", lt_input_factor95(input));
    cJSON_AddNumberToObject(row, "share", s->total);
    return row;
}

static lt_status say_json(const lt_uncertainty *u) {
    cJSON *root = cJSON_CreateObject(), *spreads, *shares;
    cJSON_AddNumberToObject(root, "draws", (double)u->n_draws);
    cJSON_AddNumberToObject(root, "sobol_draws", (double)u->n_sobol_draws);
    cJSON_AddNumberToObject(root, "inputs", (double)u->inputs->n);
    spreads = cJSON_AddArrayToObject(root, "totals");
    shares = cJSON_AddArrayToObject(root, "sobol");
    for (long k = 0; k < u->n_spreads; k++) cJSON_AddItemToArray(spreads, spread_json(&u->spreads[k]));
    for (long k = 0; k < u->n_sobol; k++) cJSON_AddItemToArray(shares, sobol_json(u, &u->sobol[k]));
    return lt_json_say(root);
}

static lt_status write_to(const char *folder, const lt_uncertainty *u) {
    lt_outdir *dir;
    LT_TRY(lt_outdir_open(folder, &dir));
    const lt_status status = lt_uncertainty_write(u, dir, "uncertainty.csv", "sobol.csv");
    lt_outdir_close(dir);
    return status;
}

lt_status lt_inventory_uncertainty(const lt_cli *cli, const lt_ledger *ledger) {
    lt_uncertainty *u;
    LT_TRY(lt_uncertainty_of(ledger, cli->draws ? cli->draws : DRAWS, &u));
    lt_status status = cli->out ? write_to(cli->out, u) : LT_OK;
    if (status == LT_OK && cli->json)
        status = say_json(u);
    else if (status == LT_OK)
        say_province(u, lt_cli_chinese(cli));
    lt_uncertainty_free(u);
    return status;
}
