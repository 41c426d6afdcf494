/* compare_air.c - see compare_air.h. */
#include "scenarios/compare_air.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/manifest.h"
#include "scenarios/effects.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct lt_air_quantity_row lt_air_quantities[LT_N_AIR_QUANTITIES] = {{"pm25", "PM2.5"}, {"o3_mda8", "MDA8 O3"}};

struct lt_finished_run {
    char folder[1024], reference[64];
    lt_manifest manifest;
    cJSON *summary;
};

static lt_status refuse(const lt_finished_run *run, const char *what, const char *expected, const char *found,
                        const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = run->folder, .expected = expected, .found = found,
                    .todo = todo);
}

/* As it was written: a file without a right entry of the manifest does not exist for Lantian. */
static lt_status read_summary(lt_finished_run *run) {
    char path[1100];
    lt_digest digest;
    snprintf(path, sizeof path, "%s/summary.json", run->folder);
    const lt_manifest_entry *entry = lt_manifest_find(&run->manifest, "summary.json");
    if (entry == NULL || !lt_path_exists(path))
        return refuse(run, "no finished results", "summary.json with its entry in MANIFEST.sha256", "none",
                      "run the case first: lantian run CASE");
    LT_TRY(lt_hash_file(path, digest));
    if (strcmp(digest, entry->digest) != 0)
        return refuse(run, "summary.json is not the one that the run wrote", entry->digest, lt_fmt("%s", digest),
                      "run the case again");
    return lt_json_read(path, "run the case again", &run->summary);
}

static lt_status fill(lt_finished_run *run) {
    LT_TRY(lt_manifest_read(run->folder, &run->manifest));
    LT_TRY(read_summary(run));
    const char *theirs = lt_json_text(run->summary, "reference");
    if (strcmp(theirs, run->reference) == 0) return LT_OK;
    return refuse(run, "the run has another reference", run->reference[0] ? run->reference : "none (base)",
                  theirs[0] ? theirs : "none (base)", "name the reference of the run: --reference");
}

lt_status lt_finished_run_read(const char *folder, const char *reference, lt_finished_run **out) {
    lt_finished_run *run;
    LT_TRY(lt_calloc(1, sizeof *run, &run));
    snprintf(run->folder, sizeof run->folder, "%s", folder);
    snprintf(run->reference, sizeof run->reference, "%s", reference);
    const lt_status status = fill(run);
    if (status == LT_OK)
        *out = run;
    else
        lt_finished_run_free(run);
    return status;
}

void lt_finished_run_free(lt_finished_run *run) {
    if (run == NULL) return;
    cJSON_Delete(run->summary);
    lt_manifest_clear(&run->manifest);
    lt_free(run);
}

static const cJSON *city_of(const lt_finished_run *run, int c) {
    const cJSON *city = NULL;
    cJSON_ArrayForEach(
        city, cJSON_GetObjectItemCaseSensitive(run->summary, "cities")) if (strcmp(lt_json_text(city, "name_en"),
                                                                                   lt_city_names[c]) == 0) return city;
    return NULL;
}

static double of_package(const cJSON *city, const char *package, int q, const char *what) {
    const cJSON *packages = cJSON_GetObjectItemCaseSensitive(city, "packages");
    return lt_json_number(cJSON_GetObjectItemCaseSensitive(packages, package),
                          lt_fmt("%s_%s_ugm3", lt_air_quantities[q].key, what));
}

static void add_mean(double value[LT_AIR_PLACES]) {
    double sum = 0;
    for (int c = 0; c < LT_N_CITIES; c++) sum += value[c];
    value[LT_N_CITIES] = sum / LT_N_CITIES;
}

void lt_finished_run_levels(const lt_finished_run *run, lt_air_levels *out) {
    *out = (lt_air_levels){0};
    for (int c = 0; c < LT_N_CITIES; c++) {
        const cJSON *city = city_of(run, c);
        snprintf(out->name_en[c], sizeof out->name_en[c], "%s", lt_city_names[c]);
        snprintf(out->name_zh[c], sizeof out->name_zh[c], "%s", lt_json_text(city, "name_zh"));
        for (int q = 0; q < LT_N_AIR_QUANTITIES; q++)
            out->value[q][c] = lt_json_number(city, lt_fmt("%s_base_ugm3", lt_air_quantities[q].key)) +
                               (run->reference[0] ? of_package(city, run->reference, q, "delta") : 0);
    }
    for (int q = 0; q < LT_N_AIR_QUANTITIES; q++) add_mean(out->value[q]);
    snprintf(out->name_en[LT_N_CITIES], sizeof out->name_en[0], "mean");
    snprintf(out->name_zh[LT_N_CITIES], sizeof out->name_zh[0], "平均");
    snprintf(out->weather_en, sizeof out->weather_en, "%s", lt_json_text(run->summary, "weather_label_en"));
    snprintf(out->weather_zh, sizeof out->weather_zh, "%s", lt_json_text(run->summary, "weather_label_zh"));
    out->n_periods = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(run->summary, "periods"));
}

/* "one of base, boilers" */
static const char *names_of(const cJSON *object) {
    enum { MOST = 512 }; /* packages of a case */
    const char *names[MOST];
    const cJSON *item = NULL;
    long n = 0;
    cJSON_ArrayForEach(item, object) {
        if (n < MOST) names[n++] = item->string;
    }
    return lt_one_of(names, n);
}

static lt_status not_run(const lt_finished_run *run, const char *id) {
    return refuse(run, "the package was not run in this case",
                  names_of(cJSON_GetObjectItemCaseSensitive(run->summary, "emissions_kt")), id,
                  "add it to the packages of the case and run it, or compare without --case");
}

/* Sums of the summary are of rows with nine digits. */
static bool same_sums(const cJSON *theirs, const lt_ledger *ledger) {
    double ours[LT_N_QUANTITIES];
    lt_ledger_quantities_kt(ledger, NULL, LT_OF_PEOPLE, ours);
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        const double there = lt_json_number(theirs, lt_quantity_key(q));
        if (isfinite(there) && !(fabs(there - ours[q]) <= 1e-8 * ours[q])) return false;
    }
    return true;
}

lt_status lt_finished_run_agrees(const lt_finished_run *run, const char *id, const lt_ledger *ledger) {
    lt_digest digest;
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(run->summary, "emissions_kt");
    const cJSON *theirs = cJSON_GetObjectItemCaseSensitive(all, id);
    if (theirs == NULL) return not_run(run, id);
    const char *name = lt_fmt("ledger_%s.csv", id);
    const lt_manifest_entry *entry = lt_manifest_find(&run->manifest, name);
    if (entry == NULL)
        return refuse(run, lt_fmt("the run of %s is not whole", id), name, "no such file in its manifest",
                      "run the case again: lantian run CASE");
    LT_TRY(lt_ledger_table_digest(ledger, digest));
    const bool same = strcmp(digest, entry->digest) == 0;
    if (same && same_sums(theirs, ledger)) return LT_OK;
    return refuse(run, lt_fmt("the run of %s comes from another inventory version", id),
                  lt_fmt("%s as it is now: %.12s...", name, digest),
                  same ? "summary.json with other sums" : lt_fmt("%.12s...", entry->digest),
                  "run the case again (inventory, measure or --strength differ), or compare without --case");
}

lt_status lt_finished_run_air(const lt_finished_run *run, const char *package, lt_package_air *out) {
    for (int c = 0; c < LT_N_CITIES; c++) {
        const cJSON *city = city_of(run, c);
        const cJSON *packages = cJSON_GetObjectItemCaseSensitive(city, "packages");
        if (cJSON_GetObjectItemCaseSensitive(packages, package) == NULL) return not_run(run, package);
        for (int q = 0; q < LT_N_AIR_QUANTITIES; q++) {
            out->change[q][c] = of_package(city, package, q, "delta");
            out->noise[q][c] = of_package(city, package, q, "noise");
        }
    }
    for (int q = 0; q < LT_N_AIR_QUANTITIES; q++) {
        add_mean(out->change[q]);
        add_mean(out->noise[q]);
    }
    return LT_OK;
}
