/* The object `near` of summary.json: sites [what nearby_json.h says of a site, and by_period {id: stacks, around,
 * place_assumed (how many stand in the map, in the ring of cells around it, and of those in the map on an assumed
 * place), pollutants {so2: ...}}]. */
#include "base/json.h"
#include "postproc/nearby/nearby_json.h"
#include "postproc/text.h"

#include <math.h>

cJSON *lt_nearby_site_json(const lt_nearby_file *base) {
    cJSON *out = cJSON_CreateObject();
    cJSON_AddStringToObject(out, "site", base->site);
    cJSON_AddStringToObject(out, "title_en", base->title_en);
    cJSON_AddStringToObject(out, "title_zh", base->title_zh);
    cJSON_AddNumberToObject(out, "resolution_m", lt_text_digits(base->resolution, 6));
    cJSON_AddNumberToObject(out, "cell_km", base->cell / 1000);
    cJSON *cells = cJSON_AddArrayToObject(out, "cells");
    cJSON_AddItemToArray(cells, cJSON_CreateNumber(base->cells_x));
    cJSON_AddItemToArray(cells, cJSON_CreateNumber(base->cells_y));
    return out;
}

static double sum_of(const lt_nearby_file *file, const double *cells) {
    double sum = 0;
    for (long c = 0; c < (long)file->cells_x * file->cells_y; c++) sum += cells[c];
    return sum;
}

static void add_values(cJSON *out, const lt_nearby_file *file, lt_nearby_pollutant pollutant) {
    const lt_nearby_air *air = &file->air[pollutant];
    const double mean = lt_nearby_mean(file, pollutant);
    cJSON_AddNumberToObject(out, "mean_ugm3", mean);
    cJSON_AddNumberToObject(out, "highest_ugm3", air->mean[air->most_at]);
    if (lt_nearby_has_place(file, pollutant)) {
        cJSON_AddNumberToObject(out, "highest_lon", lt_text_digits(file->lon[air->most_at], 8));
        cJSON_AddNumberToObject(out, "highest_lat", lt_text_digits(file->lat[air->most_at], 8));
    }
    cJSON_AddNumberToObject(out, "highest_hour_ugm3", air->most_hour);
    cJSON_AddNumberToObject(out, "mean_difference", air->mean_difference);
    const double shaped = lt_nearby_shaped(file, pollutant);
    if (isfinite(shaped)) cJSON_AddNumberToObject(out, "shaped_share", shaped);
    if (!air->local) return;
    cJSON_AddNumberToObject(out, "stack_share", mean > 0 ? sum_of(file, air->local) / sum_of(file, air->cell) : 0);
    if (isfinite(air->share_flat)) cJSON_AddNumberToObject(out, "flat_share", air->share_flat);
}

static void add_changes(cJSON *out, const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant,
                        long package) {
    const lt_nearby_file *file = &site->files[1 + package];
    const long n = (long)file->nx * file->ny;
    double least = 0, most = 0;
    long hidden = 0;
    for (long q = 0; q < n; q++) {
        const double delta = lt_nearby_delta(nearby, site, pollutant, package, q);
        if (lt_nearby_is_hidden(nearby, site, pollutant, package, q))
            hidden++;
        else
            least = fmin(least, delta), most = fmax(most, delta);
    }
    cJSON_AddNumberToObject(out, "delta_ugm3",
                            lt_nearby_mean(file, pollutant) -
                                lt_nearby_mean(lt_nearby_origin(nearby, site, package), pollutant));
    const double of_stacks = lt_nearby_delta_stacks(nearby, site, pollutant, package);
    if (isfinite(of_stacks)) cJSON_AddNumberToObject(out, "delta_stacks_ugm3", of_stacks);
    cJSON_AddNumberToObject(out, "largest_decrease_ugm3", least);
    cJSON_AddNumberToObject(out, "largest_increase_ugm3", most);
    cJSON_AddNumberToObject(out, "hidden_share", (double)hidden / (double)n);
}

cJSON *lt_nearby_pollutant_json(const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant) {
    cJSON *out = cJSON_CreateObject();
    add_values(cJSON_AddObjectToObject(out, "base"), site->files, pollutant);
    cJSON *packages = cJSON_AddObjectToObject(out, "packages");
    for (long q = 0; q < nearby->n_files - 1; q++) {
        cJSON *one = cJSON_AddObjectToObject(packages, lt_summary_package(nearby->summary, q));
        add_values(one, &site->files[1 + q], pollutant);
        add_changes(one, nearby, site, pollutant, q);
    }
    return out;
}

static cJSON *period_json(const lt_nearby *nearby, long s, long p) {
    const lt_nearby_site site = lt_nearby_at(nearby, s, p);
    const lt_nearby_file *base = site.files;
    cJSON *out = cJSON_CreateObject();
    const long around = lt_nearby_around(base);
    long assumed = 0;
    for (long k = 0; k < base->n_stacks; k++) assumed += base->stacks[k].inside && base->stacks[k].assumed;
    cJSON_AddNumberToObject(out, "stacks", (double)(base->n_stacks - around));
    cJSON_AddNumberToObject(out, "around", (double)around);
    cJSON_AddNumberToObject(out, "place_assumed", (double)assumed);
    cJSON *pollutants = cJSON_AddObjectToObject(out, "pollutants");
    for (int k = 0; k < LT_N_NEARBY; k++)
        if (base->air[k].has)
            cJSON_AddItemToObject(pollutants, lt_nearby_table[k].variable,
                                  lt_nearby_pollutant_json(nearby, &site, (lt_nearby_pollutant)k));
    return out;
}

cJSON *lt_nearby_summary(const lt_nearby *nearby) {
    if (!nearby) return NULL;
    cJSON *out = cJSON_CreateObject(), *sites = cJSON_AddArrayToObject(out, "sites");
    for (long s = 0; s < nearby->n_sites; s++) {
        cJSON *one = lt_nearby_site_json(lt_nearby_at(nearby, s, 0).files);
        cJSON *periods = cJSON_AddObjectToObject(one, "by_period");
        for (long p = 0; p < nearby->n_periods; p++)
            cJSON_AddItemToObject(periods, lt_summary_period(nearby->summary, p)->id, period_json(nearby, s, p));
        cJSON_AddItemToArray(sites, one);
    }
    return out;
}
